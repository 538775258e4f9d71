import { describe, expect, it } from '@jest/globals';
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import * as fc from 'fast-check';
import type { ChangeReader } from '../../../local/engine/change-log.ts';
import { startStreamPump } from '../../../local/stream-pump.ts';
import { keptLog } from '../../support/logs.ts';

/** A change log in memory: records 1 to n, in fixed width. */
function logOf(count: number) {
  const sequence = (n: number) => String(n).padStart(6, '0');
  const records = Array.from({ length: count }, (_, i): DynamoDBRecord => {
    return { dynamodb: { SequenceNumber: sequence(i + 1) } };
  });
  const acknowledged: string[] = [];
  const listeners = new Set<() => void>();
  const reader: ChangeReader = {
    position: () => acknowledged.at(-1) ?? sequence(0),
    newest: () => sequence(records.length),
    read: async (after, limit) => {
      return records.filter((record) => sequenceOf(record) > after).slice(0, limit);
    },
    acknowledge: async (upTo) => {
      acknowledged.push(upTo);
    },
    onAppend: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const append = () => {
    records.push({ dynamodb: { SequenceNumber: sequence(records.length + 1) } });
    for (const listener of listeners) listener();
  };
  return { reader, acknowledged, append, all: () => records.map(sequenceOf) };
}

const sequenceOf = (record: DynamoDBRecord) => record.dynamodb?.SequenceNumber ?? '';

const defaults = {
  filter: () => true,
  pause: async () => {},
  log: keptLog().log,
  deadLetter: async () => {},
};

describe('the stream pump', () => {
  it('hands over all records in order, and those that come later', async () => {
    const { reader, append, all, acknowledged } = logOf(250);
    const got: string[] = [];
    const handler = async ({ Records }: DynamoDBStreamEvent) => {
      got.push(...Records.map(sequenceOf));
      return undefined;
    };
    const pump = startStreamPump({ ...defaults, reader, handler });
    await pump.drained();
    append();
    await pump.drained();
    await pump.stop();
    expect(got).toEqual(all());
    expect(acknowledged.at(-1)).toBe(all().at(-1));
  });

  it('shows the handler only what it wants to see', async () => {
    const { reader } = logOf(10);
    const got: string[] = [];
    const pump = startStreamPump({
      ...defaults,
      reader,
      filter: (record) => sequenceOf(record).endsWith('5'),
      handler: async ({ Records }) => {
        got.push(...Records.map(sequenceOf));
        return undefined;
      },
    });
    await pump.drained();
    await pump.stop();
    expect(got).toEqual(['000005']);
  });

  it('goes on from the first failed record, and does not repeat those before it', async () => {
    const { reader } = logOf(5);
    const calls: string[][] = [];
    const pump = startStreamPump({
      ...defaults,
      reader,
      handler: async ({ Records }) => {
        calls.push(Records.map(sequenceOf));
        const failed = calls.length === 1 ? ['000004', '000003'] : [];
        return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
      },
    });
    await pump.drained();
    await pump.stop();
    expect(calls.map(([first]) => first)).toEqual(['000001', '000003']);
  });

  it('handles or buries every record once its tries are spent, in order, losing none', async () => {
    const behaviour = fc.record({
      records: fc.integer({ min: 0, max: 60 }),
      batchSize: fc.integer({ min: 1, max: 20 }),
      poison: fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 5 }),
      moods: fc.array(fc.constantFrom('ok', 'ok', 'throw', 'partial'), { maxLength: 30 }),
      burials: fc.array(fc.boolean(), { maxLength: 5 }),
    });
    await fc.assert(
      fc.asyncProperty(behaviour, async ({ records, batchSize, poison, moods, burials }) => {
        const { reader, all } = logOf(records);
        const poisoned = new Set(poison.map((n) => String(n).padStart(6, '0')));
        const handled: string[] = [];
        const buried: string[] = [];
        const pump = startStreamPump({
          ...defaults,
          reader,
          batchSize,
          maxRetries: 40,
          handler: async ({ Records }) => {
            const sequences = Records.map(sequenceOf);
            const mood = moods.shift() ?? 'ok';
            if (mood === 'throw') throw new Error('bad mood');
            const good = sequences.findIndex((sequence, i) => {
              return poisoned.has(sequence) || (mood === 'partial' && i > 0);
            });
            const done = good < 0 ? sequences : sequences.slice(0, good);
            handled.push(...done);
            const failed = sequences.slice(done.length);
            return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
          },
          deadLetter: async (record) => {
            if (burials.shift() === false) throw new Error('no room');
            buried.push(sequenceOf(record));
          },
        });
        await pump.drained();
        await pump.stop();
        expect([...new Set([...handled, ...buried])].sort()).toEqual(all());
        expect(buried).toEqual(all().filter((sequence) => poisoned.has(sequence)));
        expect(handled).toEqual([...handled].sort());
      }),
    );
  });

  it('reads again what it had not finished when it was stopped', async () => {
    const { reader, acknowledged } = logOf(3);
    const entered = Promise.withResolvers<void>();
    const held = Promise.withResolvers<undefined>();
    const pump = startStreamPump({
      ...defaults,
      reader,
      handler: () => {
        entered.resolve();
        return held.promise;
      },
    });
    await entered.promise;
    const stopped = pump.stop();
    held.resolve(undefined);
    await stopped;
    expect(acknowledged).toEqual([]);
  });
});
