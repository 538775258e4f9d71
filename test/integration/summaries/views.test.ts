import { expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { EventType } from '../../../core/events/catalogue.ts';
import { conversationEvent } from '../../../core/events/event.ts';
import { eventJson, lakeJson, placeEvent, type StoredEvent } from '../../../core/store/item.ts';
import { ShardPlan } from '../../../core/store/keys.ts';
import { MessageIds } from '../../../core/store/message-ids.ts';
import { type Folded, foldEvent } from '../../../core/store/summary-fold.ts';
import { LakeFolder } from '../../../local/lake/lake-folder.ts';
import { queryLake } from '../../../local/lake/lake-query.ts';
import { draftOf } from '../../support/events.ts';
import { keptLog } from '../../support/logs.ts';
import { prepared } from '../../support/summaries.ts';
import { withTempFolder } from '../../support/temp-folder.ts';

const COUNT = 6_000;
const START = Date.UTC(2026, 10, 1);
const TYPES: readonly EventType[] = [
  ...Array<EventType>(4).fill('MessageReceived'),
  ...Array<EventType>(4).fill('MessageSent'),
  'MessageRead',
  'ConversationOpened',
  'ConversationReopened',
  'ConversationClosed',
  'NoteAdded',
];

const happening = fc.record({
  type: fc.constantFrom(...TYPES),
  // Few moments, so that events share a millisecond and only their ids tell the order.
  at: fc.integer({ min: 0, max: 3_000 }),
  thread: fc.integer({ min: 0, max: 200 }),
  message: fc.integer({ min: 0, max: 25 }),
  agent: fc.boolean(),
  ticket: fc.option(fc.constantFrom('7', '8'), { nil: undefined }),
});

function sample(): readonly StoredEvent[] {
  const all = fc.array(happening, { minLength: COUNT, maxLength: COUNT, size: 'max' });
  const [values = []] = fc.sample(all, { numRuns: 1, seed: 11 });
  return values.map(({ type, at, thread, message, agent, ticket }, n) => {
    const blocks = draftOf(type);
    const draft = draftOf(type, {
      fact: { key: `event:${n}`, part: 'event', rank: 'noted' },
      occurredAt: START + at * 1_000,
      thread: { key: `t${thread}` },
      ticket_id: ticket,
      ...(blocks.message && { message: { ...blocks.message, id: `m${message}` } }),
      ...(agent && { actor: { role: 'agent', key: 'a1' } }),
    });
    return placeEvent(prepared(draft, 'acme'), new ShardPlan([4]), START + n);
  });
}

/** Folds the events of one conversation, in any order given. */
function summarized(items: readonly StoredEvent[]): Folded['summary'] | undefined {
  const ids = MessageIds.none();
  let folded: Folded | null = null;
  for (const item of [...items].sort((a, b) => (a.sk < b.sk ? -1 : 1))) {
    const event = conversationEvent.parse(JSON.parse(eventJson(item)));
    const direction = event.type === 'MessageReceived' ? 'received' : 'sent';
    const counted = event.type === 'MessageReceived' || event.type === 'MessageSent';
    const repeats = counted && ids.add(direction, event.message?.id ?? '') === 'repeat';
    folded = foldEvent(folded, { event, derived: false, repeats });
  }
  return folded?.summary;
}

const sqlTime = (iso: string | undefined) => {
  return iso ? iso.replace('T', ' ').replace(/\.?0*Z$/, '') : null;
};

it('summaries have the numbers of the views of the lake, over 6,000 events', async () => {
  const items = sample();
  const byConversation = Map.groupBy(items, ({ pk }) => pk.split('#')[1] ?? '');
  const summaries = new Map([...byConversation].map(([id, own]) => [id, summarized(own)]));
  await withTempFolder(async (folder) => {
    const lake = new LakeFolder({ folder, log: keptLog().log, now: () => START });
    await lake.write(items.map(lakeJson));
    await lake.flush();
    const rowsOf = async (view: string): Promise<Record<string, unknown>[]> => {
      const { rows } = await queryLake(folder, `select to_json(v) from ${view} v`);
      return rows.map(([text]) => JSON.parse(String(text)));
    };

    const conversations = await rowsOf('conversations');
    expect(conversations).toHaveLength(summaries.size);
    for (const row of conversations) {
      const summary = summaries.get(String(row.conversation_id));
      expect(row).toMatchObject({
        status: summary?.status,
        episodes: summary?.episode_count,
        events: summary?.events,
        messages_received: summary?.messages_received,
        messages_sent: summary?.messages_sent,
        channel: summary?.channel.type,
        provider: summary?.provider,
        ticket_id: summary?.ticket_id ?? null,
        first_event_at: sqlTime(summary?.first_event_at),
        last_event_at: sqlTime(summary?.last_activity_at),
        opened_at: sqlTime(summary?.opened_at),
        closed_at: sqlTime(summary?.closed_at),
      });
    }

    const responses = (await rowsOf('first_response')).map((row) => {
      const { conversation_id: id, episode, seconds, responder_role: role } = row;
      return `${id} ${episode} ${seconds} ${role}`;
    });
    const expected = [...summaries].flatMap(([id, summary]) => {
      const asked = summary?.episodes.filter((episode) => episode.first_received_at) ?? [];
      return asked.map((episode) => {
        const { number, first_response_seconds: seconds = null } = episode;
        return `${id} ${number} ${seconds} ${episode.first_response_role ?? null}`;
      });
    });
    expect(responses.length).toBeGreaterThan(200);
    expect(responses.sort()).toEqual(expected.sort());
  });
});
