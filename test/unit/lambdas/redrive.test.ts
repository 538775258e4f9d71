import { describe, expect, it } from '@jest/globals';
import { LogError } from '../../../core/events/errors.ts';
import { placeEvent, storedEvent } from '../../../core/store/item.ts';
import { ShardPlan } from '../../../core/store/keys.ts';
import type { RetryEntry } from '../../../core/store/retry-queue.ts';
import { createRedrive } from '../../../lambdas/redrive/redrive.ts';
import { messageEvent } from '../../support/events.ts';
import { keptLog } from '../../support/logs.ts';

const prepared = (n: number) => messageEvent(`m${n}`, n);
const stored = (n: number) => storedEvent.parse(placeEvent(prepared(n), new ShardPlan([4]), 9_000));

const waiting = (...entries: RetryEntry[]) => ({
  Records: entries.map((entry, n) => ({ messageId: `${n}`, body: JSON.stringify(entry) })),
});

/** Redrive over sinks that take everything but what is named. */
function redriveWith({ busRefuses = [] as number[], store = {} as object } = {}) {
  const appended: string[] = [];
  const published: string[] = [];
  const written: string[] = [];
  const redrive = createRedrive({
    store: {
      append: async ({ sk }) => {
        appended.push(sk);
        return 'appended';
      },
      firstArrival: async (_tenant, _provider, _key, arrivedAt) => arrivedAt,
      ...store,
    },
    publisher: {
      publish: async (entries) => {
        published.push(...entries.map(({ id }) => id));
        return busRefuses.map((index) => ({ index, code: 'Throttled' }));
      },
    },
    lake: {
      write: async (lines) => {
        written.push(...lines.map((line) => JSON.parse(line).id));
        return [];
      },
    },
    log: keptLog().log,
  });
  return { redrive, appended, published, written };
}

describe('redrive', () => {
  it('offers each event to the sink that it waits for, and to no other', async () => {
    const { redrive, appended, published, written } = redriveWith();
    const batch = waiting(
      { sink: 'lake', event: stored(1) },
      { sink: 'bus', event: stored(2) },
      { sink: 'table', event: prepared(3) },
    );
    expect(await redrive(batch)).toEqual({ batchItemFailures: [] });
    expect([written, published, appended]).toEqual([
      [stored(1).sk],
      [stored(2).sk],
      [prepared(3).sk],
    ]);
  });

  it('leaves what is refused once more, or cannot be read, in the queue', async () => {
    const store = { append: () => Promise.reject(new LogError('store_unavailable')) };
    const { redrive } = redriveWith({ busRefuses: [1], store });
    const { Records } = waiting(
      { sink: 'bus', event: stored(1) },
      { sink: 'bus', event: stored(2) },
      { sink: 'table', event: prepared(3) },
      { sink: 'lake', event: stored(4) },
    );
    const unread = [
      { messageId: 'a', body: '{' },
      { messageId: 'b', body: '{"sink":"nobody"}' },
    ];
    const { batchItemFailures } = await redrive({ Records: [...Records, ...unread] });
    const refused = batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
    expect(refused.sort()).toEqual(['1', '2', 'a', 'b']);
  });

  it('never appends a fact twice that has no time of its own', async () => {
    const marker = { provider: 'twilio', fact_key: 'message:SM1', arrived_at: 5_000 };
    const earlier = redriveWith({ store: { firstArrival: async () => 4_000 } });
    const entry: RetryEntry = { sink: 'table', event: prepared(5_000), marker };
    expect(await earlier.redrive(waiting(entry))).toEqual({ batchItemFailures: [] });
    expect(earlier.appended).toEqual([]);
    const first = redriveWith();
    await first.redrive(waiting(entry));
    expect(first.appended).toEqual([prepared(5_000).sk]);
  });

  it('keeps an event whose id another fact has', async () => {
    const { redrive } = redriveWith({ store: { append: async () => 'conflict' } });
    const { batchItemFailures } = await redrive(waiting({ sink: 'table', event: prepared(1) }));
    expect(batchItemFailures).toEqual([{ itemIdentifier: '0' }]);
  });
});
