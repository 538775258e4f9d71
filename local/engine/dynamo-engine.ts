import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import dynalite from 'dynalite';
import dynaliteDb, { type Store } from 'dynalite/db/index.js';
import { LogError } from '../../core/events/errors.ts';
import { ChangeCapture, type IndexDelay } from './change-capture.ts';
import { ChangeLog } from './change-log.ts';
import { testSeam } from './seam-test.ts';

export interface EngineOptions {
  /** Folder of the database; absent: in memory. */
  readonly path?: string | undefined;
  readonly indexDelay?: IndexDelay | undefined;
  /** Milliseconds since 1970, for the times of changes; default the machine's clock. */
  readonly now?: (() => number) | undefined;
}

/** A DynamoDB on this machine, with the stream of its changes. */
export interface DynamoEngine {
  /** Address for an SDK client, on the loopback interface. */
  readonly endpoint: string;
  readonly changes: ChangeLog;
  /** Writes index entries that are held back at once; without a delay there are none. */
  writeHeldIndexEntries(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts dynalite in this process with change capture.
 * @throws LogError `invalid_settings` when another process has the folder open, or when dynalite is
 * not the release whose inside the capture knows
 */
export async function startDynamoEngine(options: EngineOptions = {}): Promise<DynamoEngine> {
  await testSeam();
  if (options.path) await mkdir(options.path, { recursive: true });
  const { server, store } = createServer(options.path);
  const changes = await openChanges(store, options);
  const capture = ChangeCapture.install(store, changes, options.indexDelay);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    changes,
    writeHeldIndexEntries: () => capture.flush(),
    stop: async () => {
      await capture.flush();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** dynalite keeps its store to itself; it is caught where dynalite makes it. */
function createServer(path: string | undefined) {
  const createAlone = dynaliteDb.create;
  let store: Store | undefined;
  dynaliteDb.create = (options) => {
    store = createAlone(options);
    return store;
  };
  try {
    const server = dynalite({ path, createTableMs: 0 });
    if (!store) throw new LogError('invalid_settings', 'dynalite must be exactly 4.0.0.');
    return { server, store };
  } finally {
    dynaliteDb.create = createAlone;
  }
}

async function openChanges(store: Store, { path, now }: EngineOptions): Promise<ChangeLog> {
  try {
    return await ChangeLog.open(store.db, now);
  } catch (cause) {
    const advice = `Cannot open ${path}. Is another process using this DATA_DIR?`;
    throw new LogError('invalid_settings', advice, { cause });
  }
}
