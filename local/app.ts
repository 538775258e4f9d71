import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Context } from 'aws-lambda';
import { httpShell } from '../core/api/shell.ts';
import { Identity } from '../core/events/identity.ts';
import { adapterFor } from '../core/providers/registry.ts';
import { fetchText } from '../core/runtime/fetch-text.ts';
import type { Log } from '../core/runtime/log.ts';
import { createAuthorizer } from '../lambdas/authorize/authorize.ts';
import { createDocs } from '../lambdas/docs/docs.ts';
import { createIngest } from '../lambdas/ingest/ingest.ts';
import { SourceDirectory } from '../lambdas/ingest/source-directory.ts';
import { createQuery, type GatewayEvent } from '../lambdas/query/query.ts';
import packageJson from '../package.json' with { type: 'json' };
import { readConfig } from './config-file.ts';
import { type ServedData, serveData } from './data.ts';
import { archiveFolder, quarantineFolder } from './delivery-folders.ts';
import { readDocsFile } from './docs-files.ts';
import { prepareFirstStart, refuseKnownSecrets } from './first-start.ts';
import { cachedAuthorizer } from './gateway/cached-authorizer.ts';
import { createGateway, type Invoke } from './gateway/gateway.ts';
import type { LocalSettings } from './settings.ts';
import { type Sinks, startFanout, startSinks } from './sinks.ts';

/** The largest webhook: what Lambda takes in one call. */
const MAX_BODY_BYTES = 6 * 1024 * 1024;

/** A running one-machine deployment. */
export interface LocalApp {
  /** Where it serves: `http://127.0.0.1:4700`. */
  readonly url: string;
  readonly data: ServedData;
  /** Resolves when every event appended so far has been handed to the targets of its rules. */
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
    const pump = await startFanout(data, sinks, settings, log);
    const server = createGateway(gatewayFunctions(data, sinks, settings, log));
    server.listen(settings.port, settings.host);
    await once(server, 'listening');
    return {
      url: `http://${settings.host}:${(server.address() as AddressInfo).port}`,
      data,
      drained: pump.drained,
      stop: async () => {
        server.close();
        server.closeAllConnections();
        await pump.stop();
        await sinks.stop();
        await data.stop();
      },
    };
  } catch (error) {
    await data.stop();
    throw error;
  }
}

function gatewayFunctions(data: ServedData, { retries }: Sinks, settings: LocalSettings, log: Log) {
  const now = Date.now;
  const shell = { log, elapsed: () => performance.now() };
  const ingest = createIngest({
    sources: new SourceDirectory({ sources: data.sources, secrets: data.keys.secrets, now }),
    adapterFor,
    store: data.events,
    retries,
    archive: archiveFolder(join(settings.dataDir, 'archive')),
    quarantine: quarantineFolder(join(settings.dataDir, 'quarantine')),
    identity: new Identity(data.keys.identityKey),
    fetchText,
    log,
    now,
    maxBodyBytes: MAX_BODY_BYTES,
    publicUrl: settings.publicUrl ?? `http://${settings.host}:${settings.port}`,
  });
  const query = createQuery({ store: data.events, version: packageJson.version });
  const pepper = async () => data.keys.apiKeyPepper;
  const authorize = createAuthorizer({ keys: data.apiKeys, pepper, now });
  return {
    functions: {
      ingest: invocable(httpShell<GatewayEvent>(ingest, shell)),
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
