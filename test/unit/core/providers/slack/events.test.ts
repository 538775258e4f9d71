import { describe, expect, it } from '@jest/globals';
import { slack } from '../../../../../core/providers/slack/index.ts';
import { delivered, draftsOf, eventsOf, message, requestOf, TEAM, TS } from './deliveries.ts';

const service = (subtype: string, more: object = {}) => message({ subtype, ...more });

describe('reactions', () => {
  const item = { type: 'message', channel: 'C1', ts: TS };
  const reacted = (type: string, more: object = {}) => ({
    type,
    user: 'U2',
    reaction: 'eyes',
    item,
    item_user: 'U1',
    event_ts: '1763900100.000200',
    ...more,
  });

  it.each([
    ['reaction_added', 'added'],
    ['reaction_removed', 'removed'],
  ])('%s', (type, action) => {
    expect(eventsOf(reacted(type))[0]).toMatchObject({
      type: 'MessageReacted',
      occurred_at: '2025-11-23T12:15:00.000Z',
      conversation_id: eventsOf(message())[0]?.conversation_id,
      actor: { provider_id: 'U2' },
      message: { id: `C1:${TS}` },
      reaction: { emoji: 'eyes', action },
      metadata: { item_user: 'U1' },
    });
  });

  it('that come, go and come again are three', () => {
    const keys = [
      reacted('reaction_added'),
      reacted('reaction_removed'),
      reacted('reaction_added', { event_ts: '1763900101.000100' }),
    ].map((each) => draftsOf(each)[0]?.fact.key);
    expect(new Set(keys).size).toBe(3);
  });

  it('without a time of their own are of the second of the envelope', () => {
    const [event] = eventsOf(reacted('reaction_added', { event_ts: undefined }));
    expect(event?.occurred_at).toBe('2025-11-23T12:13:20.000Z');
  });

  it('on a file are kept whole', () => {
    const onFile = reacted('reaction_added', { item: { type: 'file', file: 'F1' } });
    expect(eventsOf(onFile)[0]?.type).toBe('ProviderEvent');
  });
});

describe('joins and leaves', () => {
  const member = (type: string, more: object = {}) => ({
    type,
    user: 'U1',
    channel: 'C1',
    channel_type: 'C',
    team: TEAM,
    ...more,
  });

  it.each([
    ['member_joined_channel', 'U1', 'CustomerJoined'],
    ['member_joined_channel', 'U2', 'AgentJoined'],
    ['member_joined_channel', 'UBOT', 'BotJoined'],
    ['member_left_channel', 'U1', 'CustomerLeft'],
    ['member_left_channel', 'U2', 'AgentLeft'],
    ['member_left_channel', 'UBOT', 'BotLeft'],
  ])('%s of %s', (type, user, expected) => {
    const [event] = eventsOf(member(type, { user }), { agent_user_ids: ['U2'] });
    expect(event).toMatchObject({ type: expected, participant: { provider_id: user } });
    expect(event?.origin.conversation_id).toBe('C1');
  });

  it.each([
    ['member_joined_channel', 'channel_join'],
    ['member_left_channel', 'channel_leave'],
    ['member_joined_channel', 'group_join'],
  ])('%s and the message %s are one event', (type, subtype) => {
    const [told] = eventsOf(member(type, { event_ts: '1763900000.000100' }));
    const [said] = eventsOf(service(subtype));
    const [untimed] = eventsOf(member(type));
    expect(said?.id).toBe(told?.id);
    expect(said?.conversation_id).toBe(told?.conversation_id);
    expect(untimed?.id).toBe(told?.id);
  });

  it('name who invited', () => {
    const [event] = eventsOf(member('member_joined_channel', { inviter: 'U2' }));
    expect(event).toMatchObject({ actor: { provider_id: 'U2' }, metadata: { inviter: 'U2' } });
  });

  it('of the app itself are told by the channel it left', () => {
    const left = { type: 'channel_left', channel: 'C1', actor_id: 'U2' };
    expect(eventsOf(left)[0]).toMatchObject({
      type: 'BotLeft',
      actor: { provider_id: 'U2' },
      participant: { role: 'bot', provider_id: 'UBOT' },
    });
    expect(eventsOf(left, {}, { authorizations: [] })[0]?.type).toBe('ProviderEvent');
  });
});

describe('what happens to a channel', () => {
  const happened = (type: string, more: object = {}) => ({
    type,
    channel: 'C1',
    user: 'U2',
    event_ts: '1763900000.000100',
    ...more,
  });

  it.each([
    ['channel_archive', {}, 'ConversationClosed'],
    ['group_archive', {}, 'ConversationClosed'],
    ['channel_unarchive', {}, 'ConversationReopened'],
    ['channel_rename', { channel: { id: 'C1', name: 'help' } }, 'ConversationUpdated'],
    ['channel_created', { channel: { id: 'C1', created: 1763900000 } }, 'ConversationOpened'],
    ['im_created', { channel: { id: 'C1' } }, 'ConversationOpened'],
    ['channel_deleted', {}, 'ConversationDeleted'],
    ['channel_shared', { connected_team_id: 'T9' }, 'ConversationUpdated'],
    ['channel_unshared', { previously_connected_team_id: 'T9' }, 'ConversationUpdated'],
  ])('%s %j', (type, more, expected) => {
    const [draft, ...others] = draftsOf(happened(type, more));
    expect(others).toEqual([]);
    expect(draft).toMatchObject({
      type: expected,
      thread: { key: 'C1' },
      occurredAt: 1763900000000,
    });
    expect(eventsOf(happened(type, more))).toHaveLength(1);
  });

  it.each([
    ['channel_archive', 'channel_archive', {}],
    ['channel_unarchive', 'channel_unarchive', {}],
    ['group_archive', 'group_archive', {}],
    ['channel_rename', 'channel_name', { name: 'help', old_name: 'old' }],
  ])('%s and the message %s are one event', (type, subtype, more) => {
    const channel = type.endsWith('rename') ? { id: 'C1', name: 'help' } : 'C1';
    const [told] = eventsOf(happened(type, { channel }));
    const [said] = eventsOf(service(subtype, more));
    expect(said?.id).toBe(told?.id);
    expect(said?.type).toBe(told?.type);
    expect(said?.channel.metadata.channel_name).toBe(told?.channel.metadata.channel_name);
  });

  it.each([
    ['channel_topic', { topic: 'Orders' }, { changed: 'topic', topic: 'Orders' }],
    ['channel_purpose', { purpose: 'Help' }, { changed: 'purpose', purpose: 'Help' }],
    ['group_topic', { topic: '' }, { changed: 'topic' }],
  ])('%s is an update of it', (subtype, more, metadata) => {
    const [event] = eventsOf(service(subtype, more));
    expect(event).toMatchObject({ type: 'ConversationUpdated', metadata });
    expect(event?.origin.conversation_id).toBe('C1');
  });

  it('can give it another id, under which it goes on', () => {
    const ids = { old_channel_id: 'G1', new_channel_id: 'C2' };
    const [merged] = eventsOf({ type: 'channel_id_changed', ...ids, event_ts: TS });
    const conversation = (channel: string) => eventsOf(happened('channel_archive', { channel }))[0];
    expect(merged?.merge).toEqual({
      from_id: conversation('G1')?.conversation_id,
      into_id: conversation('C2')?.conversation_id,
    });
  });
});

it('a thread with an assistant opens a conversation, to which its messages belong', () => {
  const thread = { user_id: 'U1', channel_id: 'D1', thread_ts: TS, context: { channel_id: 'C1' } };
  const told = (type: string) => ({ type, assistant_thread: thread, event_ts: TS });
  const [opened] = eventsOf(told('assistant_thread_started'));
  const [moved] = eventsOf(told('assistant_thread_context_changed'));
  const [said] = eventsOf(message({ channel: 'D1', ts: '1763900060.1', thread_ts: TS }));
  expect(opened).toMatchObject({ type: 'ConversationOpened', change: { status: 'open' } });
  expect(moved).toMatchObject({ type: 'ConversationUpdated', metadata: { changed: 'context' } });
  expect(new Set([opened, moved, said].map((event) => event?.conversation_id)).size).toBe(1);
});

describe('users', () => {
  const user = {
    id: 'U1',
    team_id: TEAM,
    name: 'mara',
    profile: { real_name: 'Mara', email: 'm@a' },
  };
  const of = (type: string, more: object = {}) => ({
    type,
    user: { ...user, ...more },
    event_ts: TS,
  });

  it.each([
    ['team_join', {}, {}, 'CustomerJoined'],
    ['team_join', {}, { team_id: TEAM }, 'AgentJoined'],
    ['team_join', { is_bot: true }, {}, 'BotJoined'],
    ['user_change', {}, {}, 'CustomerUpdated'],
    ['user_change', {}, { team_id: TEAM }, 'ProviderEvent'],
  ])('%s %j %j', (type, more, options, expected) => {
    const [draft] = draftsOf(of(type, more), options);
    expect(draft).toMatchObject({ type: expected, thread: null });
  });

  it('have the name and address that they have now', () => {
    expect(eventsOf(of('user_change', { deleted: true }))[0]).toMatchObject({
      participant: { provider_id: 'U1', name: 'Mara' },
      metadata: { email: 'm@a', username: 'mara', is_deactivated: 'true' },
    });
  });
});

describe('other events', () => {
  it.each([
    ['app_uninstalled', {}, undefined],
    ['tokens_revoked', { tokens: { bot: ['UBOT'] } }, undefined],
    ['file_shared', { channel_id: 'C1', user_id: 'U1' }, 'C1'],
    ['pin_added', { channel_id: 'C1', item: { message: { ts: TS } } }, `C1:${TS}`],
    ['link_shared', { channel: 'C1', message_ts: '1763900060.1', thread_ts: TS }, `C1:${TS}`],
    ['link_shared', { channel: 'COMPOSER?', message_ts: 'x' }, 'COMPOSER?:x'],
    ['emoji_changed', { channel: 7 }, undefined],
    ['channel_history_changed', { channel: { id: 'C1' } }, 'C1'],
    ['user_profile_changed', { user: { id: 'U1' } }, undefined],
    ['not_known_yet', { channel: 'somewhere' }, undefined],
  ])('%s %j is kept whole but for the token', (type, more, thread) => {
    const event = { type, ...more };
    const [draft] = draftsOf(event);
    const { token, ...rest } = delivered(event);
    expect(draft).toMatchObject({ type: 'ProviderEvent', fact: { key: `event:${type}:Ev1` } });
    expect(draft?.payload).toEqual(rest);
    expect(draft?.thread?.key).toBe(thread);
  });

  it('that are messages of no kind we know are so too, under their subtype', () => {
    const [draft] = draftsOf(service('reminder_add'));
    expect(draft).toMatchObject({
      type: 'ProviderEvent',
      thread: { key: 'C1' },
      origin: { event_type: 'message/reminder_add' },
    });
  });

  it('held back by Slack are told of by the minute', () => {
    const notice = { type: 'app_rate_limited', team_id: 'T1', minute_rate_limited: 1763900000 };
    const drafts = slack.read(requestOf(notice)).flatMap((each) => slack.normalize(each, {}));
    expect(drafts).toMatchObject([
      {
        type: 'ProviderEvent',
        occurredAt: 1763900000000,
        fact: { key: 'rate_limited:T1:1763900000' },
      },
    ]);
  });

  it.each([
    [message({ channel: undefined, text: 'secret words' }), {}, 'channel'],
    [{ type: 'new' }, { event_id: undefined }, 'event_id'],
  ])('that cannot be read say where, not what: %j', (event, envelope, path) => {
    const read = () => draftsOf(event, {}, envelope);
    expect(read).toThrow(expect.objectContaining({ code: 'unreadable_event' }));
    expect(read).toThrow(new RegExp(path));
    expect(read).not.toThrow(/secret words/);
  });

  it('of no time that exists are refused', () => {
    const invalid = expect.objectContaining({ code: 'invalid_time' });
    expect(() => draftsOf(message({ ts: 'soon' }))).toThrow(invalid);
  });

  it.each(['{', '[]', '7', '', '{}'])('are not deliveries like %j', (body) => {
    const unreadable = expect.objectContaining({ code: 'unreadable_delivery' });
    expect(() => slack.read(requestOf(body))).toThrow(unreadable);
  });
});
