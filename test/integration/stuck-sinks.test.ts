import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { EventPublisher } from '../../core/bus/event-publisher.ts';
import type { LakeWriter } from '../../core/lake/lake-writer.ts';
import { createFanout, isArrival } from '../../lambdas/fanout/fanout.ts';
import { createRedrive } from '../../lambdas/redrive/redrive.ts';
import { FolderRedrive, retryFolder } from '../../local/retry-folder.ts';
import { startStreamPump } from '../../local/stream-pump.ts';
import { messageEvent } from '../support/events.ts';
import { unwatched } from '../support/feed-clock.ts';
import { openTestTable } from '../support/local-store.ts';
import { keptLog } from '../support/logs.ts';
import { withTempFolder } from '../support/temp-folder.ts';

const COUNT = 250;

/** A bus and a lake that take nothing while they are stuck, behind the real stream and queues. */
async function withSinks(
  run: (parts: {
    readonly stuck: { bus: boolean; lake: boolean };
    readonly onBus: string[];
    readonly inLake: string[];
    readonly append: () => Promise<string[]>;
    /** Lets the pause of a queue pass and offers what waits again. */
    readonly redrive: () => Promise<void>;
    readonly deadLetters: unknown[];
  }) => Promise<void>,
): Promise<void> {
  await withTempFolder(async (folder) => {
    const stuck = { bus: false, lake: false };
    const onBus: string[] = [];
    const inLake: string[] = [];
    const deadLetters: unknown[] = [];
    const clock = { now: Date.UTC(2026, 10, 24) };
    const now = () => clock.now;
    const refusal = (items: readonly unknown[]) =>
      items.map((_, index) => ({ index, code: 'Stuck' }));
    const publisher: EventPublisher = {
      publish: async (entries) => {
        if (stuck.bus) return refusal(entries);
        onBus.push(...entries.map(({ id }) => id));
        return [];
      },
    };
    const lake: LakeWriter = {
      write: async (lines) => {
        if (stuck.lake) return refusal(lines);
        inLake.push(...lines.map((line) => JSON.parse(line).id));
        return [];
      },
    };
    const { log } = keptLog();
    const table = await openTestTable();
    const store = table.storeWith([4]);
    const retries = join(folder, 'retry');
    const queues = new FolderRedrive({
      folder: retries,
      redrive: createRedrive({ store, publisher, lake, log }),
      log,
      now,
    });
    const pump = startStreamPump({
      reader: await table.engine.changes.reader('fanout'),
      handler: createFanout({
        arrivals: unwatched,
        publisher,
        lake,
        retries: retryFolder(retries, now),
        log,
      }),
      filter: isArrival,
      deadLetter: async (record) => void deadLetters.push(record),
      pause: async () => {},
      log,
    });
    let batch = 0;
    await run({
      stuck,
      onBus,
      inLake,
      deadLetters,
      append: async () => {
        batch++;
        const events = Array.from({ length: COUNT }, (_, n) => messageEvent(`${batch}-${n}`, n));
        await Promise.all(events.map((event) => store.append(event)));
        await pump.drained();
        return events.map(({ sk }) => sk);
      },
      redrive: async () => {
        clock.now += 60_000;
        await queues.run();
      },
    });
    await pump.stop();
    await table.stop();
  });
}

describe.each([
  ['bus', 'lake'],
  ['lake', 'bus'],
] as const)('a stuck %s', (broken, whole) => {
  it(`repeats nothing at the ${whole}, and gets everything once it goes again`, async () => {
    await withSinks(async ({ stuck, onBus, inLake, append, redrive, deadLetters }) => {
      const seen = { bus: onBus, lake: inLake };
      stuck[broken] = true;
      const ids = await append();
      await redrive();
      await redrive();
      expect(seen[whole].sort()).toEqual(ids.sort());
      expect(seen[broken]).toEqual([]);

      stuck[broken] = false;
      const later = await append();
      await redrive();
      expect(seen[broken].sort()).toEqual([...ids, ...later].sort());
      expect(seen[whole].sort()).toEqual([...ids, ...later].sort());
      await redrive();
      expect(seen[broken]).toHaveLength(2 * COUNT);
      expect(deadLetters).toEqual([]);
    });
  });
});
