import { existsSync, readFileSync } from 'node:fs';
import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser';
import * as z from 'zod';
import { stageName } from '../core/runtime/stage.ts';

const RETENTION_DAYS = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731] as const;

const days = z.number().int().min(1).max(3653);

const stageFile = z.strictObject({
  region: z.string().optional(),
  account: z
    .string()
    .regex(/^\d{12}$/)
    .optional(),
  allowed_origins: z.array(z.url()).default([]),
  domain: z.strictObject({ name: z.hostname(), certificate_arn: z.string() }).optional(),
  shards: z
    .array(z.number().int().min(1).max(256))
    .min(1)
    .refine((counts) => counts.every((count, i) => count > (counts[i - 1] ?? 0)), {
      error: 'each count must be larger than the one before',
    })
    .default([4]),
  idle_close_after_hours: z.number().positive().max(8_760).default(24),
  point_in_time_recovery_days: z.number().int().min(1).max(35).default(35),
  archive_days: days.default(30),
  quarantine_days: days.default(365),
  bus_archive_days: days.default(30),
  lake_message_text: z.boolean().default(true),
  lake_scan_limit_gigabytes: z.number().int().min(1).max(100_000).default(100),
  log_days: z.literal(RETENTION_DAYS).default(30),
  requests_per_second: z.number().int().min(1).max(10_000).default(100),
  request_burst: z.number().int().min(1).max(5_000).default(200),
  requests_per_minute_per_key: z.number().int().min(1).max(1_000_000).default(600),
  reserved_ingest_concurrency: z.number().int().min(1).nullable().default(100),
  feed_hold_back_seconds: z.number().int().min(5).max(20).default(10),
  alarm_email: z.email().optional(),
  disposable: z.boolean().default(false),
});

/** Settings of a stage (config/stage.example.jsonc says what each is for). */
export interface StageSettings extends z.infer<typeof stageFile> {
  readonly stage: string;
}

/**
 * Checks a stage's settings.
 * @param text the stage's JSON with comments; may be empty
 * @throws Error naming all that is wrong
 */
export function parseSettings(stage: string, text: string): StageSettings {
  const problems: ParseError[] = [];
  const values: unknown =
    text.trim() === '' ? {} : parse(text, problems, { allowTrailingComma: true });
  if (problems.length > 0) {
    const named = problems.map(({ error, offset }) => `${printParseErrorCode(error)} at ${offset}`);
    throw new Error(`config/${stage}.jsonc is not JSON: ${named.join(', ')}`);
  }
  const parsed = z.object({ stage: stageName, file: stageFile }).safeParse({ stage, file: values });
  if (!parsed.success) {
    throw new Error(`config/${stage}.jsonc needs mending:\n${z.prettifyError(parsed.error)}`);
  }
  return { stage: parsed.data.stage, ...parsed.data.file };
}

/** Reads `config/<stage>.jsonc`; a stage without a file has the defaults. */
export function readSettings(stage: string): StageSettings {
  const file = new URL(`../config/${stage}.jsonc`, import.meta.url);
  return parseSettings(stage, existsSync(file) ? readFileSync(file, 'utf8') : '');
}
