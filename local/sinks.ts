import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Log } from '../core/runtime/log.ts';
import type { RetryQueue } from '../core/store/retry-queue.ts';
import { createFanout, isArrival } from '../lambdas/fanout/fanout.ts';
import { createRedrive } from '../lambdas/redrive/redrive.ts';
import { LocalBus } from './bus/local-bus.ts';
import { targetsBelow } from './bus/targets.ts';
import type { LocalConfig } from './config-file.ts';
import type { ServedData } from './data.ts';
import { DOCTOR_RULE } from './doctor/doctor-rule.ts';
import { LakeFolder } from './lake/lake-folder.ts';
import { FolderRedrive, retryFolder } from './retry-folder.ts';
import type { LocalSettings } from './settings.ts';
import { deadLetterFolder, type StreamPump, startStreamPump } from './stream-pump.ts';

/** How often the bus and the retry queues are looked through, in milliseconds. */
const RETRY_INTERVAL = 500;

/** How often the lake makes a file of what it has buffered, in milliseconds. */
const LAKE_INTERVAL = 60_000;

/** Where appended events go, and the queues of what was refused there. */
export interface Sinks {
  readonly bus: LocalBus;
  readonly lake: LakeFolder;
  readonly retries: RetryQueue;
  stop(): Promise<void>;
}

/** Starts the bus, the lake and what offers refused events to them again. */
export async function startSinks(
  { rules }: LocalConfig,
  { events: store }: ServedData,
  { dataDir }: LocalSettings,
  log: Log,
): Promise<Sinks> {
  const now = Date.now;
  const bus = new LocalBus({
    rules: [...rules, DOCTOR_RULE],
    dataDir,
    deliver: targetsBelow(dataDir),
    log,
    now,
  });
  const lake = new LakeFolder({ folder: join(dataDir, 'lake'), log, now });
  await lake.recover();
  const redrive = createRedrive({ store, publisher: bus, lake, log });
  const folder = join(dataDir, 'retry');
  const retries = new FolderRedrive({ folder, redrive, log, now });
  const timers = [
    setInterval(() => void bus.retry(), RETRY_INTERVAL),
    setInterval(() => void retries.run(), RETRY_INTERVAL),
    setInterval(() => void lake.flush(), LAKE_INTERVAL),
  ];
  const stop = async () => {
    for (const timer of timers) clearInterval(timer);
    await retries.run();
    await lake.flush();
  };
  return { bus, lake, retries: retryFolder(folder, now), stop };
}

/** Hands the changes of the table to the bus and the lake, from where an earlier process stopped. */
export async function startFanout(
  { engine, arrivals: index }: ServedData,
  { bus: publisher, lake, retries }: Sinks,
  settings: LocalSettings,
  log: Log,
): Promise<StreamPump> {
  const arrivals = { index, holdBack: settings.feedHoldBack, now: Date.now, pause: setTimeout };
  return startStreamPump({
    reader: await engine.changes.reader('fanout'),
    handler: createFanout({ arrivals, publisher, lake, retries, log }),
    filter: isArrival,
    deadLetter: deadLetterFolder(join(settings.dataDir, 'dead-letters')),
    pause: async (ms, signal) => {
      await setTimeout(ms, undefined, { signal }).catch(() => {});
    },
    log,
  });
}
