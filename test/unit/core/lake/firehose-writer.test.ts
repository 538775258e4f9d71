import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { firehoseWriter } from '../../../../core/lake/firehose-writer.ts';

interface Call {
  readonly Records: readonly { readonly Data: Uint8Array }[];
}

/** A delivery stream in memory that refuses records by a rule; `null` fails the whole call. */
function streamWith(refuse: (record: string) => boolean | null = () => false) {
  const calls: string[][] = [];
  const send = async ({ input }: { readonly input: Call }) => {
    const records = input.Records.map(({ Data }) => Buffer.from(Data).toString('utf8'));
    calls.push(records);
    if (records.some((record) => refuse(record) === null)) throw new Error('unreachable');
    return {
      RequestResponses: records.map((record) => {
        return refuse(record) ? { ErrorCode: 'ServiceUnavailable' } : { RecordId: '1' };
      }),
    };
  };
  return { calls, lake: firehoseWriter('lake', { send: send as never }) };
}

const line = (n: number, length = 1_000) => JSON.stringify({ n, text: 'ä'.repeat(length / 2) });

describe('the lake as a delivery stream', () => {
  it('gets lines joined into records of far more than 5 KB', async () => {
    const { calls, lake } = streamWith();
    expect(await lake.write(Array.from({ length: 100 }, (_, n) => line(n)))).toEqual([]);
    expect(calls).toHaveLength(1);
    expect(calls[0]).toHaveLength(1);
    expect(calls[0]?.[0]?.trimEnd().split('\n')).toHaveLength(100);
  });

  it('names every line of a record that was refused, and of a call that failed', async () => {
    const lines = Array.from({ length: 400 }, (_, n) => line(n));
    for (const outcome of [true, null]) {
      const { lake } = streamWith((record) => (record.includes('"n":300') ? outcome : false));
      const refused = await lake.write(lines);
      expect(refused.map(({ index }) => index)).toContain(300);
      expect(new Set(refused.map(({ index }) => index)).size).toBe(refused.length);
      if (outcome) expect(refused.length).toBeLessThan(400);
    }
  });

  it('is within the limits of Firehose, and takes or names every line, whatever comes', async () => {
    const sizes = fc.array(fc.integer({ min: 2, max: 240 * 1024 }), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(sizes, async (lengths) => {
        const { calls, lake } = streamWith((record) => record.length % 3 === 0);
        const lines = lengths.map((length, n) => line(n, length));
        const refused = new Set((await lake.write(lines)).map(({ index }) => index));
        const records = calls.flat();
        const taken = records.filter((record) => record.length % 3 !== 0).join('');
        for (const [index, text] of lines.entries()) {
          expect(refused.has(index)).toBe(!taken.includes(`${text}\n`));
        }
        for (const call of calls) {
          const bytes = call.map((record) => Buffer.byteLength(record));
          expect(call.length).toBeLessThanOrEqual(500);
          expect(Math.max(...bytes)).toBeLessThanOrEqual(1_000 * 1024);
          expect(bytes.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(4 * 1024 * 1024);
        }
      }),
      { numRuns: 30 },
    );
  });
});
