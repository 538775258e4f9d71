import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DynamoDBRecord } from 'aws-lambda';
import * as fc from 'fast-check';
import type { EventType } from '../../../core/events/catalogue.ts';
import type { EventDraft } from '../../../core/events/draft.ts';
import { draftOf } from '../../support/events.ts';
import { openTestTable, type TestTable } from '../../support/local-store.ts';
import { HOUR, placeOf, prepared, summarizeOver } from '../../support/summaries.ts';

const START = Date.UTC(2026, 9, 1);
const TYPES: readonly EventType[] = [
  'MessageReceived',
  'MessageReceived',
  'MessageSent',
  'MessageSent',
  'MessageRead',
  'MessageEdited',
  'MessageDeleted',
  'PostbackReceived',
  'ConversationOpened',
  'ConversationClosed',
  'ConversationReopened',
  'ConversationAssigned',
  'ConversationTagged',
  'ConversationMerged',
  'NoteAdded',
];

const change = fc.record(
  {
    status: fc.constantFrom('open' as const, 'pending' as const, 'closed' as const),
    assignee: fc.constantFrom('a1', 'a2'),
    tags_added: fc.array(fc.constantFrom('vip', 'late', 'new'), { maxLength: 2 }),
    tags_removed: fc.array(fc.constantFrom('vip', 'late'), { maxLength: 1 }),
  },
  { requiredKeys: [] },
);

/** An event of one of a few conversations; few hours and message ids, so that they collide. */
const happening = fc.record({
  type: fc.constantFrom(...TYPES),
  hour: fc.integer({ min: 0, max: 200 }),
  thread: fc.integer({ min: 0, max: 1 }),
  message: fc.integer({ min: 0, max: 6 }),
  person: fc.constantFrom('c1', 'c2', 'a1'),
  ticket: fc.option(fc.constantFrom('7', '8'), { nil: undefined }),
  change,
});

type Happening = typeof happening extends fc.Arbitrary<infer Value> ? Value : never;

function draftFrom(what: Happening, n: number): EventDraft {
  const blocks = draftOf(what.type);
  return draftOf(what.type, {
    fact: { key: `event:${n}`, part: 'event', rank: n % 3 === 0 ? 'received' : 'noted' },
    occurredAt: START + what.hour * HOUR,
    thread: { key: `t${what.thread}` },
    actor: { role: what.person === 'a1' ? 'agent' : 'customer', key: what.person },
    ticket_id: what.ticket,
    ...(blocks.message && { message: { ...blocks.message, id: `m${what.message}` } }),
    ...(blocks.change && { change: what.change }),
  });
}

/** How the changes reach the function: batches that repeat, fail half-way, and come in shards. */
const delivery = fc.record({
  batches: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }),
  /** Changes that come once more, of all so far. */
  repeats: fc.array(fc.nat(), { maxLength: 3 }),
  /** After how many changes the shard splits, so that two invocations run at once. */
  split: fc.nat(10),
  /** How many events are appended before the next changes are read. */
  appended: fc.integer({ min: 1, max: 15 }),
});

type Delivery = typeof delivery extends fc.Arbitrary<infer Value> ? Value : never;

/** Cuts changes into rounds of calls that run at once. */
function rounds(
  records: readonly DynamoDBRecord[],
  seen: readonly DynamoDBRecord[],
  { batches, repeats, split }: Delivery,
) {
  const again = repeats.map((n) => seen.at(n % Math.max(1, seen.length)));
  const all = [...records, ...again].filter((record) => record !== undefined);
  const cut = (own: readonly DynamoDBRecord[]) => {
    const calls: DynamoDBRecord[][] = [];
    for (let at = 0, n = 0; at < own.length; n++) {
      const size = batches[n % batches.length] ?? 1;
      calls.push(own.slice(at, at + size));
      at += size;
    }
    return calls;
  };
  const [first, second] = [cut(all.slice(split)), cut(all.slice(0, split))];
  const longest = Math.max(first.length, second.length);
  return Array.from({ length: longest }, (_, n) => [first[n] ?? [], second[n] ?? []]);
}

let table: TestTable;
let tenants = 0;
beforeAll(async () => {
  table = await openTestTable();
});
afterAll(() => table.stop());

describe.each([
  ['of providers that tell', undefined],
  ['that the log derives', 'derived' as const],
])('summaries of conversations with a lifecycle %s', (_, lifecycle) => {
  it('are what a rebuild gives, whatever the order, repeats, batches and shards', async () => {
    const property = fc.asyncProperty(
      fc.array(happening, { minLength: 1, maxLength: 40 }),
      delivery,
      async (happenings, delivered) => {
        const tenant = `t${tenants++}`;
        const over = await summarizeOver(table);
        const events = happenings.map((what, n) => prepared(draftFrom(what, n), tenant, lifecycle));
        const seen: DynamoDBRecord[] = [];
        for (let at = 0; at < events.length; at += delivered.appended) {
          const some = events.slice(at, at + delivered.appended);
          await Promise.all(some.map((event) => over.events.append(event)));
          const changes = await over.unread();
          seen.push(...changes);
          for (const calls of rounds(changes, seen, delivered)) {
            const batches = calls.map((Records) => over.summarize({ Records }));
            for (const answer of await Promise.all(batches)) {
              expect(answer).toEqual({ batchItemFailures: [] });
            }
          }
        }
        await over.settle();
        for (const place of new Set(events.map(({ pk }) => pk))) {
          const [tenantId, id] = placeOf({ pk: place } as never);
          const before = await over.summaries.summary(tenantId, id);
          const logged = await over.eventsOf(tenantId, id);
          await over.projector.rebuild(tenantId, id);
          const after = await over.summaries.summary(tenantId, id);
          expect({ ...after, version: 0 }).toEqual({ ...before, version: 0 });
          expect(await over.eventsOf(tenantId, id)).toEqual(logged);
          expect(after?.summary.events).toBe(logged.length);
        }
      },
    );
    await fc.assert(property, { numRuns: 40 });
  }, 120_000);
});
