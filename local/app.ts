import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Context } from 'aws-lambda';
import type { GatewayEvent } from '../core/api/raw-request.ts';
import { httpShell } from '../core/api/shell.ts';
import { Identity } from '../core/events/identity.ts';
import { adapterFor } from '../core/providers/registry.ts';
import { fetchText } from '../core/runtime/fetch-text.ts';
import type { Log } from '../core/runtime/log.ts';
import { RateBudget } from '../core/runtime/rate-budget.ts';
import { createAppend } from '../lambdas/append/append.ts';
import { createAuthorizer } from '../lambdas/authorize/authorize.ts';
import { createDocs } from '../lambdas/docs/docs.ts';
import { createIngest } from '../lambdas/ingest/ingest.ts';
import { SourceDirectory } from '../lambdas/ingest/source-directory.ts';
import { createQuery } from '../lambdas/query/query.ts';
import packageJson from '../package.json' with { type: 'json' };
import { readConfig } from './config-file.ts';
import { type ServedData, serveData } from './data.ts';
import { archiveFolder, quarantineFolder } from './delivery-folders.ts';
import { readDocsFile } from './docs-files.ts';
import { prepareFirstStart, refuseKnownSecrets } from './first-start.ts';
import { cachedAuthorizer } from './gateway/cached-authorizer.ts';
import { createGateway, type Invoke } from './gateway/gateway.ts';
import { startRollups } from './rollups.ts';
import type { LocalSettings } from './settings.ts';
import { type Sinks, startFanout, startSinks } from './sinks.ts';
import { startSummarize } from './summaries.ts';

/** The largest webhook: what Lambda takes in one call. */
const MAX_BODY_BYTES = 6 * 1024 * 1024;

/** Waits without keeping the process from its end. */
function pause(ms: number): Promise<void> {
  return setTimeout(ms, undefined, { ref: false });
}

/** A running one-machine deployment. */
export interface LocalApp {
  /** Where it serves: `http://127.0.0.1:4700`. */
  readonly url: string;
  readonly data: ServedData;
  /**
   * Resolves when every event appended so far is in its conversation's summary, and it and what the
   * log concluded from it have been handed to the targets of their rules.
   */
  drained(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts everything that a deployment on AWS has, in this process and bound to this machine: the
 * same functions behind a stand-in for the gateway, the table, its stream, and the bus.
 * @throws LogError `invalid_settings` before anything is served
 */
export async function startLocalApp(settings: LocalSettings, log: Log): Promise<LocalApp> {
  const config = await readConfig(settings.configFile);
  const data = await serveData(settings);
  try {
    await prepareFirstStart(data, config, settings);
    await refuseKnownSecrets(data, settings);
    const sinks = await startSinks(config, data, settings, log);
    const summaries = await startSummarize(data, settings, log);
    const fanout = await startFanout(data, sinks, settings, log);
    const rollups = startRollups(data, log);
    const url = () => `http://${settings.host}:${(server.address() as AddressInfo).port}`;
    const server = createGateway(gatewayFunctions(data, sinks, settings, url, log));
    server.listen(settings.port, settings.host);
    await once(server, 'listening');
    return {
      url: url(),
      data,
      drained: async () => {
        await summaries.drained();
        await fanout.drained();
        await rollups.count();
      },
      stop: async () => {
        server.close();
        server.closeAllConnections();
        await Promise.all([summaries.stop(), fanout.stop()]);
        await rollups.stop();
        await sinks.stop();
        await data.stop();
      },
    };
  } catch (error) {
    await data.stop();
    throw error;
  }
}

function gatewayFunctions(
  data: ServedData,
  { retries }: Sinks,
  settings: LocalSettings,
  url: () => string,
  log: Log,
) {
  const now = Date.now;
  const shell = { log, elapsed: () => performance.now() };
  const publicUrl = () => settings.publicUrl ?? url();
  const identity = new Identity(data.keys.identityKey);
  const ingest = createIngest({
    sources: new SourceDirectory({ sources: data.sources, secrets: data.keys.secrets, now }),
    adapterFor,
    store: data.events,
    retries,
    archive: archiveFolder(join(settings.dataDir, 'archive')),
    quarantine: quarantineFolder(join(settings.dataDir, 'quarantine')),
    identity,
    fetchText,
    log,
    now,
    maxBodyBytes: MAX_BODY_BYTES,
    // Known once it listens: port 0 takes any that is free.
    get publicUrl() {
      return publicUrl();
    },
  });
  const budget = new RateBudget({
    counter: data.requests,
    limit: settings.requestsPerMinutePerKey,
    log,
    now,
  });
  const query = createQuery({
    store: data.events,
    conversations: data.conversations,
    rollups: data.rollups,
    tickets: data.tickets,
    budget,
    now,
    feed: { holdBack: settings.feedHoldBack, now, pause },
    identity: async () => identity,
    version: packageJson.version,
    get publicUrl() {
      return publicUrl();
    },
  });
  const append = createAppend({ store: data.events, identity, budget, now });
  const pepper = async () => data.keys.apiKeyPepper;
  const authorize = createAuthorizer({ keys: data.apiKeys, pepper, now });
  return {
    functions: {
      ingest: invocable(httpShell<GatewayEvent>(ingest, shell)),
      append: invocable(httpShell<GatewayEvent>(append, shell)),
      query: invocable(httpShell<GatewayEvent>(query, shell)),
      docs: invocable(httpShell<GatewayEvent>(createDocs(readDocsFile), shell)),
    },
    authorize: cachedAuthorizer(async (authorization) => {
      const { context } = await authorize({ headers: { authorization } });
      return context;
    }, now),
    now,
  };
}

/** Middy asks for Lambda's context; none of the functions reads it. */
function invocable(handler: (event: GatewayEvent, context: Context) => unknown): Invoke {
  return async (event) => handler(event, {} as Context) as ReturnType<Invoke>;
}
