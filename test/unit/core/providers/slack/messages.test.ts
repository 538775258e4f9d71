import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { DIRECT, draftsOf, eventsOf, message, TEAM, TS } from './deliveries.ts';

const reply = (more: object = {}) =>
  message({ ts: '1763900060.000100', thread_ts: TS, parent_user_id: 'U1', ...more });

describe('a message', () => {
  it('of a member is received, at its ts', () => {
    expect(eventsOf(message())).toEqual([
      expect.objectContaining({
        type: 'MessageReceived',
        occurred_at: '2025-11-23T12:13:20.004Z',
        origin: expect.objectContaining({ event_type: 'message', event_id: 'Ev1' }),
        actor: expect.objectContaining({ role: 'customer', provider_id: 'U1' }),
        recipients: [expect.objectContaining({ role: 'system', provider_id: 'A1' })],
        message: {
          id: `C1:${TS}`,
          content: { type: 'text', text: 'Hello', format: 'markdown' },
          attachment_count: 0,
        },
      }),
    ]);
  });

  it('that mentions the app is told twice and is one event, in one conversation', () => {
    const { channel_type, ...mention } = message({ type: 'app_mention' });
    const [[said], [mentioned]] = [eventsOf(message()), eventsOf(mention, {}, { event_id: 'Ev2' })];
    expect(mentioned?.id).toBe(said?.id);
    expect(mentioned?.conversation_id).toBe(said?.conversation_id);
    expect(draftsOf(mention)[0]?.fact).toEqual(draftsOf(message())[0]?.fact);
  });

  it.each(['bot_message', 'file_share', 'me_message', 'thread_broadcast'])(
    'of the subtype %s is the same fact',
    (subtype) => {
      const [event] = eventsOf(message({ subtype }));
      expect(event).toMatchObject({ metadata: { subtype }, id: eventsOf(message())[0]?.id });
      expect(event?.origin.event_type).toBe(`message/${subtype}`);
    },
  );

  it('keeps the order of its channel within a millisecond', () => {
    const micros = fc.uniqueArray(fc.integer({ min: 4000, max: 4999 }), { minLength: 2 });
    fc.assert(
      fc.property(micros, (all) => {
        const sorted = all.toSorted((a, b) => a - b);
        const ids = sorted.map((n) => eventsOf(message({ ts: `1763900000.00${n}` }))[0]?.id);
        expect(ids).toEqual(ids.toSorted());
      }),
      { numRuns: 30 },
    );
  });
});

describe('a conversation', () => {
  const threadOf = (said: object) => draftsOf(said)[0]?.thread?.key;

  it('is in a channel a message with the replies to it', () => {
    expect(threadOf(message())).toBe(`C1:${TS}`);
    expect(threadOf(reply())).toBe(`C1:${TS}`);
    expect(threadOf(reply({ subtype: 'thread_broadcast' }))).toBe(`C1:${TS}`);
  });

  it('is the same for the first message as the history tells it, with its own thread', () => {
    expect(threadOf(message({ thread_ts: TS }))).toBe(`C1:${TS}`);
    expect(threadOf(message({ channel: DIRECT, thread_ts: TS }))).toBe('D1');
  });

  it('is a whole direct message, and each thread in it', () => {
    expect(threadOf(message({ channel: DIRECT }))).toBe('D1');
    expect(threadOf(reply({ channel: DIRECT }))).toBe(`D1:${TS}`);
  });

  it('has the answered message and its author', () => {
    const [sent] = eventsOf(reply({ user: 'U2' }), { agent_user_ids: ['U2'] });
    expect(sent).toMatchObject({
      type: 'MessageSent',
      recipients: [{ role: 'customer', provider_id: 'U1' }],
      message: { in_reply_to: `C1:${TS}` },
    });
    expect(eventsOf(message({ thread_ts: TS }))[0]?.message?.in_reply_to).toBeUndefined();
  });
});

describe('who is who', () => {
  const external = { team: 'T9', user_team: 'T9', user_profile: { display_name: 'Noel' } };

  it.each([
    ['a member, without options', {}, {}, 'customer'],
    ['a member of the team', {}, { team_id: TEAM }, 'agent'],
    ['a member of one of the teams', {}, { team_id: ['T0', TEAM] }, 'agent'],
    ['a member of another team', external, { team_id: TEAM }, 'customer'],
    ['a user named as agent', {}, { agent_user_ids: ['U1'] }, 'agent'],
    ['another user, where agents are named', {}, { agent_user_ids: ['U2'] }, 'customer'],
    ['a bot of the team', { bot_id: 'B1' }, { team_id: TEAM }, 'bot'],
    ['a bot without a user', { user: undefined, bot_id: 'B1' }, {}, 'bot'],
    ["the app's own bot", { user: 'UBOT' }, {}, 'bot'],
    ['an agent who writes through an app', { bot_id: 'B1' }, { agent_user_ids: ['U1'] }, 'agent'],
    ['Slack itself', { user: undefined }, {}, 'system'],
  ])('%s', (_, more, options, role) => {
    const [event] = eventsOf(message(more), options);
    expect(event?.actor.role).toBe(role);
    expect(event?.type).toBe(role === 'customer' ? 'MessageReceived' : 'MessageSent');
  });

  it('changes no id: options may come later', () => {
    const ids = [{}, { team_id: TEAM }].map((options) => eventsOf(message(), options)[0]?.id);
    expect(ids[0]).toBe(ids[1]);
  });

  it.each([
    [{ username: 'Parcels', bot_id: 'B1' }, 'Parcels'],
    [{ bot_id: 'B1', bot_profile: { name: 'Help' } }, 'Help'],
    [external, 'Noel'],
    [{ user_profile: { display_name: '', real_name: 'Noel C' } }, 'Noel C'],
  ])('has the name that is given: %j', (more, name) => {
    expect(eventsOf(message(more))[0]?.actor.name).toBe(name);
  });

  it('is the workspace of the installation in the account, not that of the author', () => {
    const installed = [{ team_id: 'T1', enterprise_id: 'E1' }];
    const shared = { team_id: 'T9', enterprise_id: 'E9', authorizations: installed };
    expect(eventsOf(message(external), {}, shared)[0]).toMatchObject({
      origin: { account_id: 'T1' },
      channel: { metadata: { team_id: 'T1', enterprise_id: 'E1' } },
      metadata: { user_team: 'T9' },
    });
    const context = { ...shared, context_team_id: 'T2', context_enterprise_id: null };
    expect(eventsOf(message(), {}, context)[0]?.origin.account_id).toBe('T2');
  });
});

describe('a change of a message', () => {
  const CHANGED = '1763900100.000200';
  const before = { type: 'message', user: 'U1', text: 'Hello', ts: TS };
  const changed = (now: object, more: object = {}) => ({
    type: 'message',
    subtype: 'message_changed',
    channel: 'C1',
    ts: CHANGED,
    event_ts: CHANGED,
    hidden: true,
    message: { ...before, ...now },
    previous_message: before,
    ...more,
  });
  const edited = { user: 'U1', ts: '1763900100.000000' };

  it('is an edit at the time of the change, with what the message says now', () => {
    expect(eventsOf(changed({ text: 'Hello!', edited }))).toEqual([
      expect.objectContaining({
        type: 'MessageEdited',
        occurred_at: '2025-11-23T12:15:00.000Z',
        conversation_id: eventsOf(message())[0]?.conversation_id,
        actor: expect.objectContaining({ role: 'customer', provider_id: 'U1' }),
        message: expect.objectContaining({ id: `C1:${TS}`, content: expect.anything() }),
      }),
    ]);
  });

  it('is another one when it is changed twice in a second', () => {
    const again = changed({ text: 'Hello?', edited }, { ts: '1763900100.000300' });
    expect(draftsOf(again)[0]?.fact.key).not.toBe(draftsOf(changed({ edited }))[0]?.fact.key);
  });

  it.each([
    ['by Slack, which adds a preview', {}, 'system'],
    ['by Slack, after an edit', { edited }, 'system', { ...before, edited }],
    ['by the app whose message it is', { bot_id: 'B1', user: 'UBOT' }, 'bot'],
    ['by an administrator', { edited: { user: 'U2', ts: '1.0' } }, 'agent'],
  ])('%s', (_, now, role, previous_message: object = before) => {
    const [event] = eventsOf(changed(now, { previous_message }), { agent_user_ids: ['U2'] });
    expect(event).toMatchObject({ type: 'MessageEdited', actor: { role } });
  });

  it('is a deletion when it leaves a tombstone, or as Slack tells it otherwise', () => {
    const [left] = draftsOf(changed({ subtype: 'tombstone', user: 'USLACKBOT' }));
    const deleted = { ...changed({}), subtype: 'message_deleted', deleted_ts: TS };
    const [told] = draftsOf(deleted);
    expect(told).toMatchObject({ type: 'MessageDeleted', message: { id: `C1:${TS}` } });
    expect(told?.fact).toEqual(left?.fact);
    expect(told?.thread).toEqual({ key: `C1:${TS}` });
  });

  it('of a reply is in the conversation of its thread', () => {
    const thread_ts = '1763890000.000100';
    const previous_message = { ...before, thread_ts };
    const more = { subtype: 'message_deleted', deleted_ts: TS, previous_message };
    expect(draftsOf(changed({}, more))[0]?.thread?.key).toBe(`C1:${thread_ts}`);
    expect(draftsOf(changed({ thread_ts, edited }))[0]?.thread?.key).toBe(`C1:${thread_ts}`);
  });

  it('of a message that says nothing is kept whole', () => {
    const [event] = eventsOf(changed({ subtype: 'huddle_thread' }));
    expect(event).toMatchObject({ type: 'ProviderEvent', payload: { event_id: 'Ev1' } });
  });

  it('finds the id in the previous message, or refuses', () => {
    const [event] = eventsOf(changed({ ts: undefined, edited }));
    expect(event?.message?.id).toBe(`C1:${TS}`);
    const none = () => draftsOf(changed({ ts: undefined }, { previous_message: undefined }));
    expect(none).toThrow(expect.objectContaining({ code: 'unreadable_event' }));
  });
});
