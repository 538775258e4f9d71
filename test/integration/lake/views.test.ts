import { beforeAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { EventType } from '../../../core/events/catalogue.ts';
import { type ConversationEvent, conversationEvent } from '../../../core/events/event.ts';
import { lakeViews } from '../../../core/lake/views.ts';
import { eventJson, lakeJson, placeEvent, prepareEvent } from '../../../core/store/item.ts';
import { ShardPlan } from '../../../core/store/keys.ts';
import { LakeFolder } from '../../../local/lake/lake-folder.ts';
import { queryLake } from '../../../local/lake/lake-query.ts';
import { completed, draftOf } from '../../support/events.ts';
import { keptLog } from '../../support/logs.ts';
import { withTempFolder } from '../../support/temp-folder.ts';

const COUNT = 20_000;
const START = Date.UTC(2026, 10, 1);
const shards = new ShardPlan([4]);
const TYPES: readonly EventType[] = [
  ...Array<EventType>(8).fill('MessageReceived'),
  ...Array<EventType>(8).fill('MessageSent'),
  'MessageDelivered',
  'MessageRead',
  'MessageFailed',
  'MessageDeleted',
  'ConversationOpened',
  'ConversationReopened',
  'ConversationClosed',
  'CustomerJoined',
  'NoteAdded',
];

const randomEvent = fc.record({
  type: fc.constantFrom(...TYPES),
  at: fc.integer({ min: 0, max: 5 * 24 * 3600 * 1000 }),
  thread: fc.integer({ min: 0, max: 400 }),
  message: fc.integer({ min: 0, max: 15_000 }),
  channel: fc.constantFrom('whatsapp' as const, 'web' as const),
  agent: fc.boolean(),
});

/** 20,000 random events, and the lines of the lake: a tenth of them twice. */
function sample() {
  const [values = []] = fc.sample(
    fc.array(randomEvent, { minLength: COUNT, maxLength: COUNT, size: 'max' }),
    { numRuns: 1, seed: 7 },
  );
  const items = values.map((value, n) => {
    const { type, at, thread, message, channel, agent } = value;
    const blocks = draftOf(type);
    const draft = draftOf(type, {
      fact: { key: `event:${n}`, part: 'event', rank: 'noted' },
      occurredAt: START + at,
      thread: { key: `t${thread}` },
      channel: { type: channel, metadata: {} },
      ...(blocks.message && { message: { ...blocks.message, id: `m${message}` } }),
      ...(agent && { actor: { role: 'agent', key: 'a1', name: 'Grace' } }),
    });
    return placeEvent(prepareEvent(completed(draft)), shards, START + n);
  });
  const events = items.map((item) => conversationEvent.parse(JSON.parse(eventJson(item))));
  const lines = items.map(lakeJson);
  const repeated = lines.filter((_, n) => n % 10 === 3);
  return { events, lines: [...lines, ...repeated] };
}

let events: ConversationEvent[];
let rowsOf: (view: string) => Promise<Record<string, unknown>[]>;
const answers = new Map<string, Record<string, unknown>[]>();

beforeAll(async () => {
  const { lines, ...rest } = sample();
  events = rest.events.sort((a, b) => (a.id < b.id ? -1 : 1));
  await withTempFolder(async (folder) => {
    const lake = new LakeFolder({ folder, log: keptLog().log, now: () => START });
    for (let at = 0; at < lines.length; at += 100) await lake.write(lines.slice(at, at + 100));
    await lake.flush();
    for (const { name } of lakeViews()) {
      const { rows } = await queryLake(folder, `select to_json(v) from ${name} v`);
      answers.set(
        name,
        rows.map(([text]) => JSON.parse(String(text))),
      );
    }
  });
  rowsOf = async (view) => answers.get(view) ?? [];
});

function grouped<Value>(values: readonly Value[], keyOf: (value: Value) => string) {
  const groups = new Map<string, Value[]>();
  for (const value of values) {
    const key = keyOf(value);
    groups.set(key, [...(groups.get(key) ?? []), value]);
  }
  return groups;
}

const idsOf = (group: readonly ConversationEvent[], type: EventType) => {
  return new Set(group.filter((event) => event.type === type).map(({ message }) => message?.id))
    .size;
};
const count = (group: readonly ConversationEvent[], ...types: EventType[]) => {
  return group.filter(({ type }) => types.includes(type)).length;
};
/** A time as DuckDB prints it. */
const sqlTime = (iso: string | undefined) => {
  return iso ? iso.replace('T', ' ').replace(/\.?0*Z$/, '') : null;
};

/** The episodes of a conversation, oldest first, each with its events. */
function episodesOf(group: readonly ConversationEvent[]): ConversationEvent[][] {
  const episodes: ConversationEvent[][] = [[]];
  let open = false;
  for (const event of group) {
    const opens = /^Conversation(Opened|Reopened)$/.test(event.type);
    if (opens && !open) episodes.push([]);
    open = opens || (open && event.type !== 'ConversationClosed');
    episodes.at(-1)?.push(event);
  }
  return episodes;
}

/** How long the first answer took in each episode in which the customer wrote. */
function responsesOf(group: readonly ConversationEvent[]) {
  return episodesOf(group).flatMap((episode, number) => {
    const asked = episode.findIndex(({ type }) => type === 'MessageReceived');
    const answer = episode.find(({ type }, i) => i > asked && type === 'MessageSent');
    const time = (event: ConversationEvent | undefined) => Date.parse(event?.occurred_at ?? '');
    if (asked < 0) return [];
    return [
      { episode: number, seconds: answer ? (time(answer) - time(episode[asked])) / 1000 : null },
    ];
  });
}

describe('the views of the lake, over 20,000 events of which a tenth came twice', () => {
  it('have the columns that Athena is told of', async () => {
    for (const { name, columns } of lakeViews()) {
      const [row = {}] = await rowsOf(name);
      expect(Object.keys(row)).toEqual(columns.map((column) => column.name));
    }
  });

  it('messages: one row for each, with its first receipts', async () => {
    const rows = await rowsOf('messages');
    const expected = events.filter(({ type }) => /^Message(Received|Sent)$/.test(type));
    expect(rows.map((row) => row.event_id).sort()).toEqual(expected.map(({ id }) => id));
    const receipts = grouped(events, (event) => `${event.conversation_id} ${event.message?.id}`);
    for (const row of rows) {
      const group = receipts.get(`${row.conversation_id} ${row.message_id}`) ?? [];
      const read = group.find(({ type }) => type === 'MessageRead');
      expect(row.read_at).toBe(sqlTime(read?.occurred_at));
    }
  });

  it('conversations: counts, status, episodes and times', async () => {
    const byConversation = grouped(events, ({ conversation_id }) => conversation_id);
    const rows = await rowsOf('conversations');
    expect(rows).toHaveLength(byConversation.size);
    for (const row of rows) {
      const group = byConversation.get(String(row.conversation_id)) ?? [];
      const turns = group.filter(({ type }) => /^Conversation/.test(type));
      const starts = turns.filter(({ type }, i) => {
        const before = turns[i - 1]?.type;
        return type !== 'ConversationClosed' && (!before || before === 'ConversationClosed');
      });
      expect(row).toMatchObject({
        events: group.length,
        messages_received: idsOf(group, 'MessageReceived'),
        messages_sent: idsOf(group, 'MessageSent'),
        status: turns.at(-1)?.type === 'ConversationClosed' ? 'closed' : 'open',
        episodes: starts.length,
        first_event_at: sqlTime(group[0]?.occurred_at),
        last_event_at: sqlTime(group.at(-1)?.occurred_at),
        channel: group.at(-1)?.channel.type,
      });
    }
  });

  it('first_response: the first answer in each episode in which the customer wrote', async () => {
    const rows = await rowsOf('first_response');
    const byConversation = grouped(events, ({ conversation_id }) => conversation_id);
    const expected = [...byConversation].flatMap(([id, group]) => {
      return responsesOf(group).map(({ episode, seconds }) => [id, episode, seconds]);
    });
    const actual = rows.map((row) => [row.conversation_id, row.episode, row.seconds]);
    const text = (row: unknown) => JSON.stringify(row);
    expect(actual.map(text).sort()).toEqual(expected.map(text).sort());
  });

  it('daily_volume: what happened on each day, by channel', async () => {
    const days = grouped(events, (event) => {
      return `${event.occurred_at.slice(0, 10)} ${event.channel.type}`;
    });
    const rows = await rowsOf('daily_volume');
    expect(rows).toHaveLength(days.size);
    for (const row of rows) {
      const group = days.get(`${row.day} ${row.channel}`) ?? [];
      expect(row).toMatchObject({
        events: group.length,
        conversations: new Set(group.map(({ conversation_id }) => conversation_id)).size,
        messages_received: idsOf(group, 'MessageReceived'),
        messages_sent: idsOf(group, 'MessageSent'),
        conversations_opened: count(group, 'ConversationOpened', 'ConversationReopened'),
        conversations_closed: count(group, 'ConversationClosed'),
      });
    }
  });
});
