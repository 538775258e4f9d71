import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { conversationEvent } from '../../../core/events/event.ts';
import { pageOf } from '../../../lambdas/query/zendesk/page.ts';
import type { Saying } from '../../../lambdas/query/zendesk/ticket-log.ts';
import { completed, draftOf } from '../../support/events.ts';

const START = Date.UTC(2026, 10, 20);

/** Sayings of distinct facts, some of them in one millisecond, by ascending id. */
const lists = fc
  .array(fc.nat({ max: 40 }), { maxLength: 60 })
  .map((times) => times.map(sayingAt).sort((a, b) => (a.event.id < b.event.id ? -1 : 1)));

function sayingAt(ms: number, n: number): Saying {
  const fact = { key: `message:m${n}`, part: 'message', rank: 'received' } as const;
  const { event } = completed(draftOf('MessageReceived', { fact, occurredAt: START + ms }));
  const recorded = conversationEvent.parse({ ...event, recorded_at: event.occurred_at });
  return { kind: 'message', event: recorded, files: [], deleted: false, hidden: false };
}

const order = fc.constantFrom('asc' as const, 'desc' as const);
const size = fc.integer({ min: 1, max: 20 });
const idsOf = (sayings: readonly Saying[]) => sayings.map(({ event }) => event.id);

describe('pages of a ticket’s log', () => {
  it('give the whole list forward, each record once, until has_more is false', () => {
    fc.assert(
      fc.property(lists, order, size, (list, way, count) => {
        const got: string[] = [];
        let after: string | undefined;
        for (let more = true; more; ) {
          const page = pageOf(list, way, { size: count, after });
          got.push(...idsOf(page.sayings));
          [more, after] = [page.hasMore, page.end];
          expect(page.sayings).toHaveLength(more ? count : page.sayings.length);
        }
        expect(got).toEqual(idsOf(way === 'asc' ? list : list.toReversed()));
      }),
    );
  });

  it('give the same list backward from its end, page by page', () => {
    fc.assert(
      fc.property(lists, order, size, (list, way, count) => {
        const whole = pageOf(list, way, { size: 100 });
        const beyond = pageOf(list, way, { size: count, after: whole.end });
        expect([beyond.sayings, beyond.hasMore, beyond.end]).toEqual([[], false, whole.end]);
        const got: string[] = [];
        let before = beyond.start;
        for (let more = true; more; ) {
          const page = pageOf(list, way, { size: count, before });
          got.unshift(...idsOf(page.sayings));
          [more, before] = [page.hasMore, page.start];
        }
        expect(got).toEqual(idsOf(whole.sayings));
        const again = pageOf(list, way, {
          size: 100,
          after: pageOf(list, way, { size: count, before }).end,
        });
        expect(idsOf(again.sayings)).toEqual(got);
      }),
    );
  });

  it('lead from a page back to the one before', () => {
    fc.assert(
      fc.property(lists, order, size, (list, way, count) => {
        const first = pageOf(list, way, { size: count });
        const second = pageOf(list, way, { size: count, after: first.end });
        const back = pageOf(list, way, { size: count, before: second.start });
        if (second.sayings.length > 0) expect(back.sayings).toEqual(first.sayings);
      }),
    );
  });

  it('go on after a record that is gone, and find what came meanwhile', () => {
    const list = [1, 2, 3, 4].map(sayingAt);
    const first = pageOf(list, 'asc', { size: 2 });
    const [one, , three, four] = list;
    const changed = [one, three, four, sayingAt(9, 9)].filter((saying) => saying !== undefined);
    const next = pageOf(changed, 'asc', { size: 9, after: first.end });
    expect(idsOf(next.sayings)).toEqual(idsOf(changed.slice(1)));
  });
});
