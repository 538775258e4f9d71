import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { errorName, type Log } from '../core/runtime/log.ts';
import { isAppendedEvent } from '../core/store/stream-record.ts';
import { type ProjectorDependencies, SummaryProjector } from '../lambdas/summarize/projector.ts';
import { createSummarize } from '../lambdas/summarize/summarize.ts';
import type { LocalData, ServedData } from './data.ts';
import type { LocalSettings } from './settings.ts';
import { deadLetterFolder, type StreamPump, startStreamPump } from './stream-pump.ts';

/** How often idle conversations are looked for, in milliseconds. */
const IDLE_INTERVAL = 60_000;

/** What makes summaries over the data of one machine. */
export function projectorOf(data: LocalData, settings: LocalSettings) {
  const parts: ProjectorDependencies = {
    ...data,
    now: Date.now,
    idleAfter: settings.idleCloseAfterHours * 3_600_000,
  };
  return { ...parts, projector: new SummaryProjector(parts) };
}

/** Keeps conversation summaries, from where an earlier process stopped, and closes idle ones. */
export async function startSummarize(
  data: ServedData,
  settings: LocalSettings,
  log: Log,
): Promise<StreamPump> {
  const summarize = createSummarize({ ...projectorOf(data, settings), log });
  const pump = startStreamPump({
    reader: await data.engine.changes.reader('summarize'),
    handler: summarize,
    filter: isAppendedEvent,
    deadLetter: deadLetterFolder(join(settings.dataDir, 'dead-letters', 'summarize')),
    pause: async (ms, signal) => {
      await setTimeout(ms, undefined, { signal }).catch(() => {});
    },
    log,
  });
  let running = Promise.resolve();
  const closeIdle = async () => {
    try {
      await summarize({});
    } catch (error) {
      log.error('idle_run_failed', { error: errorName(error) });
    }
  };
  const timer = setInterval(() => {
    running = running.then(closeIdle);
  }, IDLE_INTERVAL);
  return {
    drained: pump.drained,
    stop: async () => {
      clearInterval(timer);
      await running;
      await pump.stop();
    },
  };
}
