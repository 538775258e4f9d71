import { describe, expect, it } from '@jest/globals';
import { seededDelay } from '../../../local/engine/index-delay.ts';
import { messageEvent } from '../../support/events.ts';
import { openTestTable } from '../../support/local-store.ts';

describe('reading by time from an index that lags', () => {
  it.each([1, 2, 3])(
    'gives what is there, in order, and in the end everything (seed %i)',
    async (seed) => {
      const table = await openTestTable({ indexDelay: seededDelay(seed, 40) });
      const store = table.storeWith([4, 16]);
      const events = Array.from({ length: 150 }, (_, i) => messageEvent(`m${i}`, 1000 + (i % 40)));
      const all = events.map(({ sk }) => sk).sort();
      const list = async () => {
        const ids: string[] = [];
        for (let after: string | undefined; ; ) {
          const page = await store.eventsByTime('acme', { order: 'asc', limit: 25, after });
          ids.push(...page.rows.map(({ sk }) => sk));
          if (page.next === null) return ids;
          after = page.next;
        }
      };
      const appends = Promise.all(events.map((event) => store.append(event)));
      for (let reads = 0; reads < 5; reads++) {
        const seen = await list();
        expect(seen).toEqual([...new Set(seen)].sort());
        expect(seen.filter((id) => !all.includes(id))).toEqual([]);
      }
      await appends;
      // A read of one conversation does not go through an index: it is whole at once.
      const conversation = events[0]?.pk.split('#')[1] ?? '';
      const own = await store.eventsOfConversation('acme', conversation, {
        order: 'asc',
        limit: 1000,
      });
      expect(own.rows.map(({ sk }) => sk)).toEqual(all);
      await table.engine.writeHeldIndexEntries();
      expect(await list()).toEqual(all);
      await table.stop();
    },
  );

  it('has the same delays for the same seed, all within bounds', () => {
    const delaysOf = (seed: number) => {
      const delay = seededDelay(seed, 30_000);
      return Array.from({ length: 200 }, () => delay.next());
    };
    expect(delaysOf(7)).toEqual(delaysOf(7));
    expect(delaysOf(7)).not.toEqual(delaysOf(8));
    for (const ms of delaysOf(7)) expect(ms >= 0 && ms < 30_000).toBe(true);
    expect(Math.max(...delaysOf(7))).toBeGreaterThan(25_000);
  });
});
