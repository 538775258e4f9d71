import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { conversationEvent } from '../../../core/events/event.ts';
import { eventJson } from '../../../core/store/item.ts';
import { draftOf } from '../../support/events.ts';
import { openTestTable, type TestTable } from '../../support/local-store.ts';
import { HOUR, placeOf, prepared, summarizeOver } from '../../support/summaries.ts';

const START = Date.UTC(2026, 9, 1);

let table: TestTable;
let tenants = 0;
beforeAll(async () => {
  table = await openTestTable();
});
afterAll(() => table.stop());

/** A conversation of a channel without a lifecycle, at hours after the start. */
async function conversation() {
  const tenant = `t${tenants++}`;
  const over = await summarizeOver(table);
  const message = (type: 'MessageReceived' | 'MessageSent', hour: number) => {
    const id = `${type} ${hour}`;
    const draft = draftOf(type, {
      fact: {
        key: `message:${id}`,
        part: 'message',
        rank: type === 'MessageSent' ? 'sent' : 'received',
        sequence: 77,
      },
      occurredAt: START + hour * HOUR,
      message: { id, content: { type: 'text', text: id, format: 'plain' } },
    });
    return prepared(draft, tenant, 'derived');
  };
  const [tenantId, conversationId] = placeOf(message('MessageReceived', 0));
  const append = async (type: 'MessageReceived' | 'MessageSent', hour: number) => {
    await over.events.append(message(type, hour));
    await over.settle();
  };
  return {
    ...over,
    received: (hour: number) => append('MessageReceived', hour),
    sent: (hour: number) => append('MessageSent', hour),
    /** Runs the schedule at an hour. */
    runAt: async (hour: number) => {
      over.clock.now = START + hour * HOUR;
      await over.summarize({});
      await over.settle();
    },
    /** What happened, each with its hour. */
    story: async () => {
      const rows = await over.eventsOf(tenantId, conversationId);
      return rows.map((row) => {
        const { type, occurred_at } = conversationEvent.parse(JSON.parse(eventJson(row)));
        return `${(Date.parse(occurred_at) - START) / HOUR} ${type}`;
      });
    },
    events: async () => {
      const rows = await over.eventsOf(tenantId, conversationId);
      return rows.map((row) => conversationEvent.parse(JSON.parse(eventJson(row))));
    },
    summary: () => over.read(tenantId, conversationId),
    watched: async (hour: number) => {
      const pages = await Promise.all(
        [0, 1, 2, 3].map((shard) => over.watches.dueWatches(shard, START + hour * HOUR, null)),
      );
      return pages.flatMap(({ rows }) => rows).filter((watch) => watch.tenantId === tenantId);
    },
  };
}

const opening = (hour: number) => [
  `${hour} ConversationOpened`,
  `${hour} CustomerJoined`,
  `${hour} MessageReceived`,
];

describe('a conversation of a channel without a lifecycle', () => {
  it('is opened by the first message of the customer, who joins it', async () => {
    const it = await conversation();
    await it.received(0);
    await it.received(1);
    expect(await it.story()).toEqual([...opening(0), '1 MessageReceived']);
    const [opened, joined, message] = await it.events();
    expect(opened).toMatchObject({
      derived: true,
      change: { status: 'open' },
      actor: message?.actor,
      channel: message?.channel,
      origin: { provider: 'test', source_id: 'src', event_type: 'derived' },
    });
    expect(joined).toMatchObject({ derived: true, participant: message?.actor });
    expect(await it.summary()).toMatchObject({ status: 'open', episode_count: 1, events: 4 });
  });

  it('is closed when nobody has written for a day, at that time, once', async () => {
    const it = await conversation();
    await it.received(0);
    await it.sent(2);
    await it.runAt(25.9);
    expect(await it.summary()).toMatchObject({ status: 'open' });
    await it.runAt(26.1);
    await it.runAt(26.2);
    expect(await it.story()).toEqual([...opening(0), '2 MessageSent', '26 ConversationClosed']);
    const closed = (await it.events()).at(-1);
    expect(closed).toMatchObject({
      derived: true,
      actor: { role: 'system' },
      change: { status: 'closed', reason: 'idle' },
    });
    expect(await it.summary()).toMatchObject({
      status: 'closed',
      first_response_seconds: 7_200,
      resolution_seconds: 26 * 3_600,
    });
    expect(await it.watched(1_000)).toEqual([]);
  });

  it('is opened again by the next message of the customer, but not of an agent', async () => {
    const it = await conversation();
    await it.received(0);
    await it.runAt(30);
    await it.sent(31);
    expect(await it.summary()).toMatchObject({ status: 'closed', episode_count: 1 });
    await it.received(40);
    expect(await it.summary()).toMatchObject({ status: 'open', episode_count: 2 });
    await it.runAt(65);
    expect((await it.story()).slice(3)).toEqual([
      '24 ConversationClosed',
      '31 MessageSent',
      ...opening(40),
      '64 ConversationClosed',
    ]);
  });

  it('is closed in between when the message comes before the schedule has run', async () => {
    const it = await conversation();
    await it.received(0);
    await it.received(24);
    await it.received(49);
    const story = [...opening(0), '24 MessageReceived', '48 ConversationClosed', ...opening(49)];
    expect(await it.story()).toEqual(story);
    expect(await it.summary()).toMatchObject({ status: 'open', episode_count: 2 });
  });

  it('is not kept open, nor opened, by what only the business writes', async () => {
    const it = await conversation();
    await it.sent(0);
    expect(await it.summary()).toMatchObject({ status: 'open', episode_count: 0 });
    await it.runAt(25);
    expect(await it.story()).toEqual(['0 MessageSent', '24 ConversationClosed']);
    expect(await it.summary()).toMatchObject({ status: 'closed', episode_count: 0 });
  });

  it('takes a late message into the episode of its time, and derives nothing twice', async () => {
    const it = await conversation();
    await it.received(0);
    await it.runAt(25);
    await it.received(20);
    expect(await it.summary()).toMatchObject({ status: 'closed', messages_received: 2 });
    await it.received(40);
    await it.received(30);
    expect(await it.story()).toEqual([
      ...opening(0),
      '20 MessageReceived',
      '24 ConversationClosed',
      ...opening(30),
      ...opening(40),
    ]);
    expect(await it.summary()).toMatchObject({ status: 'open', episode_count: 2 });
  });

  it('is split by an idle stretch that a late first message makes', async () => {
    const it = await conversation();
    await it.received(0);
    await it.received(-30);
    const story = [...opening(-30), '-6 ConversationClosed', ...opening(0)];
    expect(await it.story()).toEqual(story);
    expect(await it.summary()).toMatchObject({ status: 'open', episode_count: 2 });
  });

  it('costs a watch for each episode, not for each message', async () => {
    const it = await conversation();
    await it.received(0);
    const [first] = await it.watched(24);
    for (const hour of [1, 2, 3]) await it.received(hour);
    expect(await it.watched(1_000)).toEqual([first]);
    await it.runAt(25);
    expect(await it.watched(1_000)).toEqual([{ ...first, due: START + 27 * HOUR }]);
  });

  it('stays open when a message comes while the schedule closes it', async () => {
    const it = await conversation();
    await it.received(0);
    const { watches } = it;
    const endWatch = watches.endWatch.bind(watches);
    let raced = false;
    watches.endWatch = async (watch) => {
      if (!raced) {
        raced = true;
        await it.received(30);
      }
      await endWatch(watch);
    };
    await it.runAt(30.1);
    expect(raced).toBe(true);
    expect(await it.summary()).toMatchObject({ status: 'open', episode_count: 2 });
    expect(await it.watched(1_000)).toMatchObject([{ due: START + 54 * HOUR }]);
  });
});

describe('a conversation whose provider tells its lifecycle', () => {
  it('is neither opened nor closed by the log', async () => {
    const over = await summarizeOver(table);
    const tenant = `t${tenants++}`;
    const event = prepared(draftOf('MessageReceived', { occurredAt: START }), tenant);
    await over.events.append(event);
    await over.settle();
    over.clock.now = START + 1_000 * HOUR;
    await over.summarize({});
    const [tenantId, id] = placeOf(event);
    expect(await over.eventsOf(tenantId, id)).toHaveLength(1);
    expect(await over.read(tenantId, id)).toMatchObject({ status: 'open', episode_count: 0 });
  });
});
