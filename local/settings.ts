import { resolve } from 'node:path';
import * as z from 'zod';
import { numberList, readEnv } from '../core/runtime/env.ts';

const LOOPBACK = ['127.0.0.1', 'localhost', '::1'];

const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(4700),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('.conversation-log'),
  CONFIG: z.string().min(1).default('config/local.json'),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  SHARDS: numberList.prefault('4'),
  IDLE_CLOSE_AFTER_HOURS: z.coerce.number().positive().default(24),
  REQUESTS_PER_MINUTE_PER_KEY: z.coerce.number().int().positive().default(600),
  FEED_HOLD_BACK: z.coerce.number().positive().max(60).default(10),
});

/** Settings of the one-machine runtime. */
export interface LocalSettings {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
  /** Absolute path of the folder that holds everything. */
  readonly dataDir: string;
  /** Absolute path of the file with sources and rules. */
  readonly configFile: string;
  /** Origin under which providers reach the machine, through a tunnel. */
  readonly publicUrl?: string | undefined;
  readonly shards: readonly number[];
  /** Hours without activity after which a conversation without a lifecycle is closed. */
  readonly idleCloseAfterHours: number;
  /** Above it an API key is answered 429. */
  readonly requestsPerMinutePerKey: number;
  /** Milliseconds after its arrival at which the feed issues an event. */
  readonly feedHoldBack: number;
}

/**
 * Reads the settings from the environment: `PORT`, `HOST`, `DATA_DIR`, `CONFIG`, `PUBLIC_URL`,
 * `SHARDS`, `IDLE_CLOSE_AFTER_HOURS`, `REQUESTS_PER_MINUTE_PER_KEY`, `FEED_HOLD_BACK` (seconds). All
 * have defaults.
 * @throws LogError `invalid_settings` naming all that is wrong
 */
export function localSettings(env: Readonly<Record<string, string | undefined>>): LocalSettings {
  const read = readEnv(environment, env);
  return {
    port: read.PORT,
    host: read.HOST,
    dataDir: resolve(read.DATA_DIR),
    configFile: resolve(read.CONFIG),
    publicUrl: read.PUBLIC_URL?.replace(/\/+$/, ''),
    shards: read.SHARDS,
    idleCloseAfterHours: read.IDLE_CLOSE_AFTER_HOURS,
    requestsPerMinutePerKey: read.REQUESTS_PER_MINUTE_PER_KEY,
    feedHoldBack: read.FEED_HOLD_BACK * 1000,
  };
}

/** Whether only this machine can reach a host name. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.includes(host);
}
