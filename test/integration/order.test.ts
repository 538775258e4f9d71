import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { completeEvent, type EventDraft } from '../../core/events/draft.ts';
import { RANKS } from '../../core/events/event-id.ts';
import { adapterNames } from '../../core/providers/registry.ts';
import type { EventStore } from '../../core/store/event-store.ts';
import { prepareEvent } from '../../core/store/item.ts';
import { exampleRequest, examplesOf } from '../../local/commands/examples.ts';
import { adapterOf } from '../support/adapters.ts';
import { testIdentity } from '../support/events.ts';
import { openTestTable, type TestTable } from '../support/local-store.ts';

const AT = Date.UTC(2026, 10, 23, 9, 30);

let table: TestTable;
let store: EventStore;
beforeAll(async () => {
  table = await openTestTable();
  store = table.storeWith([4]);
});
afterAll(() => table.stop());

/** Each run works in a tenant of its own. */
let tenants = 0;

function draftsOf(provider: string, body: Buffer): readonly EventDraft[] {
  const adapter = adapterOf(provider);
  const events = adapter.read(exampleRequest(adapter, provider, body));
  return events.flatMap((event) => adapter.normalize(event, {}));
}

/** Appends drafts one after the other; gives the ids of the events as their conversation lists them. */
async function listed(provider: string, drafts: readonly EventDraft[]) {
  const tenantId = `order-${tenants++}`;
  const context = { tenantId, sourceId: 'src', provider, deliveryId: 'd', identity: testIdentity };
  const byId = new Map<string, EventDraft>();
  let conversationId = '';
  for (const draft of drafts) {
    const identified = completeEvent(draft, draft.occurredAt ?? AT, context);
    await store.append(prepareEvent(identified));
    byId.set(identified.event.id, draft);
    conversationId = identified.event.conversation_id;
  }
  const range = { order: 'asc', limit: 1000 } as const;
  const { rows } = await store.eventsOfConversation(tenantId, conversationId, range);
  expect(rows).toHaveLength(byId.size);
  return rows.flatMap(({ sk }) => byId.get(sk) ?? []);
}

it('ranks are those of a conversation’s course', () => {
  const course = ['opened', 'received', 'sent', 'accepted', 'delivered', 'read', 'closed'] as const;
  const ranks = course.map((rank) => RANKS[rank]);
  expect(ranks).toEqual(ranks.toSorted((one, other) => one - other));
});

describe.each(adapterNames())('the events of %s', (provider) => {
  it('of one time are listed by sequence, then rank, in whatever order they arrived', async () => {
    const examples = await examplesOf(provider);
    const drafts = examples
      .flatMap(({ body }) => draftsOf(provider, body))
      .map((draft) => ({ ...draft, occurredAt: AT, thread: { key: 'one' } }));
    const arrivals = fc.shuffledSubarray(drafts, { minLength: 2, maxLength: 15 });
    await fc.assert(
      fc.asyncProperty(arrivals, async (arrived) => {
        const places = (await listed(provider, arrived)).map(({ fact }) => ({
          sequence: (fact.sequence ?? 0) % 2 ** 20,
          rank: RANKS[fact.rank],
        }));
        const inOrder = places.toSorted((one, other) => {
          return one.sequence - other.sequence || one.rank - other.rank;
        });
        expect(places).toEqual(inOrder);
      }),
      { numRuns: 4 },
    );
  });
});

/** A text with a number in it for each of several things that happened in one second, first to last. */
interface Course {
  readonly provider: string;
  readonly example: string;
  /** The example made the `n`th thing. */
  readonly nth: (text: string, n: number) => string;
  readonly count: number;
}

const STATUSES = ['sent', 'delivered', 'read'];

const COURSES: readonly Course[] = [
  {
    provider: 'telegram',
    example: 'message-text.json',
    nth: (text, n) => text.replace(/("message_id":\s*)\d+/, `$1${4100 + n}`),
    count: 8,
  },
  {
    provider: 'twilio-conversations',
    example: 'message-added-from-whatsapp.txt',
    nth: (text, n) =>
      text.replace(/Index=\d+/, `Index=${n}`).replace(/MessageSid=\w+/, `MessageSid=IM${n}`),
    count: 12,
  },
  {
    provider: 'slack',
    example: 'message-in-thread.json',
    nth: (text, n) => {
      const micros = String(100_000 + n * 7).padStart(6, '0');
      return text
        .replace(/("client_msg_id":\s*)"[^"]*"/, `$1"c${n}"`)
        .replace(/("ts":\s*"\d+)\.\d+"/, `$1.${micros}"`);
    },
    count: 9,
  },
  {
    provider: 'intercom',
    example: 'conversation-user-replied.json',
    nth: (text, n) => text.replace('"52110401672"', `"${52110401672 + n}"`),
    count: 8,
  },
  {
    provider: 'chatwoot',
    example: 'message-incoming.json',
    nth: (text, n) => text.replace(/^ {2}"id": \d+/m, `  "id": ${5000 + n}`),
    count: 8,
  },
  {
    provider: 'whatsapp',
    example: 'status-read.json',
    nth: (text, n) => text.replace('"read"', `"${STATUSES[n]}"`),
    count: STATUSES.length,
  },
];

describe.each(COURSES)('what happened at $provider within a second', (course) => {
  const { provider, example, nth, count } = course;

  it('is listed in the order in which it happened', async () => {
    const file = new URL(`../../core/providers/${provider}/examples/${example}`, import.meta.url);
    const text = readFileSync(file, 'utf8');
    const happened = Array.from({ length: count }, (_, n) => {
      const [draft] = draftsOf(provider, Buffer.from(nth(text, n)));
      if (!draft) throw new Error('no event');
      return draft;
    });
    expect(new Set(happened.map(({ fact }) => fact.key)).size).toBe(count);
    const seconds = happened.map(({ occurredAt }) => Math.floor((occurredAt ?? 0) / 1000));
    expect(new Set(seconds).size).toBe(1);
    const order = fc.shuffledSubarray(happened, { minLength: count });
    await fc.assert(
      fc.asyncProperty(order, async (arrived) => {
        expect((await listed(provider, arrived)).map(({ fact }) => fact.key)).toEqual(
          happened.map(({ fact }) => fact.key),
        );
      }),
      { numRuns: 5 },
    );
  });
});
