import { describe, expect, it } from '@jest/globals';
import { telegram } from '../../../../../core/providers/telegram/index.ts';
import { bot, draftsOf, eventsOf, group, mara, message, privately, requestOf } from './updates.ts';

describe('a button', () => {
  const pressed = { id: 'q1', from: mara, data: 'yes', chat_instance: 'ci' };
  const inline_keyboard = [[{ text: 'Yes', callback_data: 'yes' }]];
  const over = { message_id: 7, chat: privately, date: 0, reply_markup: { inline_keyboard } };

  it('pressed is a postback in the chat of its message, at a time that Telegram does not say', () => {
    const [draft] = draftsOf('callback_query', { ...pressed, message: over });
    expect(draft).toMatchObject({
      type: 'PostbackReceived',
      fact: { key: 'callback:q1', part: 'postback' },
      occurredAt: null,
      thread: { key: '51' },
      message: { id: '51:7' },
      postback: { payload: 'yes', title: 'Yes' },
    });
  });

  it('of an inline message is known by the instance of its chat, or by none', () => {
    const thread = (more: object) => draftsOf('callback_query', { ...pressed, ...more })[0]?.thread;
    expect(thread({})).toEqual({ key: 'chat_instance:ci' });
    expect(thread({ chat_instance: undefined, inline_message_id: 'im' })).toBeNull();
  });

  it('without an id is refused, not taken for another', () => {
    for (const id of [undefined, null, true]) {
      const unreadable = expect.objectContaining({ code: 'unreadable_event' });
      expect(() => draftsOf('callback_query', { ...pressed, id })).toThrow(unreadable);
    }
    expect(draftsOf('callback_query', { ...pressed, id: 7 })[0]?.fact.key).toBe('callback:7');
  });

  it('of a game names the game', () => {
    const game = { id: 'q2', from: mara, game_short_name: 'stack' };
    expect(eventsOf('callback_query', game)[0]?.postback).toEqual({ payload: 'stack' });
  });
});

describe('reactions', () => {
  const thumb = { type: 'emoji', emoji: '👍' };
  const fire = { type: 'emoji', emoji: '🔥' };
  const custom = { type: 'custom_emoji', custom_emoji_id: '54' };
  const reaction = (old_reaction: object[], new_reaction: object[]) => ({
    chat: group,
    message_id: 7,
    user: mara,
    date: 1763900000,
    old_reaction,
    new_reaction,
  });

  it('are those that came and went', () => {
    const events = eventsOf('message_reaction', reaction([thumb, fire], [fire, custom]));
    expect(events.map(({ reaction: found }) => found)).toEqual([
      { emoji: '👍', action: 'removed' },
      { emoji: '54', action: 'added' },
    ]);
    expect(events[0]).toMatchObject({ type: 'MessageReacted', message: { id: '-1009:7' } });
    expect(new Set(events.map(({ id }) => id)).size).toBe(2);
  });

  it('that did not change are kept whole, as are anonymous counts', () => {
    expect(eventsOf('message_reaction', reaction([fire], [fire]))[0]?.type).toBe('ProviderEvent');
    const counts = { chat: group, message_id: 7, date: 1763900000, reactions: [] };
    expect(eventsOf('message_reaction_count', counts)[0]?.type).toBe('ProviderEvent');
  });

  it('of a channel or of nobody have an actor all the same', () => {
    const by = (more: object) =>
      eventsOf('message_reaction', { ...reaction([], [fire]), user: undefined, ...more })[0]?.actor;
    expect(by({ actor_chat: { id: -5, title: 'News' } })).toMatchObject({ name: 'News' });
    expect(by({})).toMatchObject({ role: 'system' });
  });
});

describe('membership', () => {
  const member = (status: string, more: object = {}) => ({ status, user: mara, ...more });
  const change = (before: object, after: object, more: object = {}) => ({
    chat: group,
    from: mara,
    date: 1763900000,
    old_chat_member: before,
    new_chat_member: after,
    ...more,
  });
  const ofBot = (status: string) => member(status, { user: bot });

  it.each([
    ['left', 'member', {}, 'CustomerJoined'],
    ['member', 'kicked', {}, 'CustomerLeft'],
    ['member', 'restricted', { is_member: false }, 'CustomerLeft'],
    ['member', 'restricted', { is_member: true }, 'ProviderEvent'],
    ['member', 'administrator', {}, 'ProviderEvent'],
  ])('from %s to %s %j', (before, after, more, type) => {
    const [event] = eventsOf('chat_member', change(member(before), member(after, more)));
    expect(event?.type).toBe(type);
  });

  it('of the bot is the block of a customer, or the bot in a group', () => {
    const inPrivate = { chat: privately };
    const blocked = change(ofBot('member'), ofBot('kicked'), inPrivate);
    expect(eventsOf('my_chat_member', blocked)[0]).toMatchObject({
      type: 'CustomerLeft',
      participant: { provider_id: '51' },
    });
    const added = change(ofBot('left'), ofBot('member'));
    expect(eventsOf('my_chat_member', added)[0]).toMatchObject({
      type: 'BotJoined',
      participant: { provider_id: '70', role: 'bot' },
    });
  });

  it('told twice with one date is one fact', () => {
    const [told] = eventsOf('chat_member', change(member('left'), member('member')));
    const [said] = eventsOf('message', message({ chat: group, new_chat_members: [mara] }));
    expect(said?.id).toBe(told?.id);
  });

  it('of several who come at once is an event each', () => {
    const events = eventsOf('message', message({ chat: group, new_chat_members: [mara, bot] }));
    expect(events.map(({ type }) => type)).toEqual(['CustomerJoined', 'BotJoined']);
    expect(new Set(events.map(({ id }) => id)).size).toBe(2);
  });
});

describe('messages of service', () => {
  it.each([
    [{ group_chat_created: true }, 'ConversationOpened'],
    [{ forum_topic_created: { name: 'Bench' } }, 'ConversationOpened'],
    [{ forum_topic_closed: {} }, 'ConversationClosed'],
    [{ forum_topic_reopened: {} }, 'ConversationReopened'],
    [{ new_chat_title: 'Bench' }, 'ConversationUpdated'],
    [{ migrate_from_chat_id: -4 }, 'ConversationUpdated'],
    [{ left_chat_member: mara }, 'CustomerLeft'],
    [{ pinned_message: {} }, 'ProviderEvent'],
  ])('%j', (said, type) => {
    const value = message({ text: undefined, chat: group, ...said });
    expect(eventsOf('message', value).map((event) => event.type)).toEqual([type]);
  });

  it('of a group that became a supergroup merges the two conversations', () => {
    const small = { id: -4, type: 'group' };
    const value = message({ text: undefined, chat: small, migrate_to_chat_id: -1009 });
    const [event] = eventsOf('message', value);
    const [before] = eventsOf('message', message({ chat: small }));
    const [after] = eventsOf('message', message({ chat: group }));
    expect(event?.merge).toEqual({
      from_id: before?.conversation_id,
      into_id: after?.conversation_id,
    });
  });
});

describe('other updates', () => {
  it.each([
    ['inline_query', { id: '1', from: mara, query: 'q', chat_type: 'sender' }, '51'],
    ['inline_query', { id: '1', from: mara, query: 'q', chat_type: 'group' }, undefined],
    ['chosen_inline_result', { result_id: '1', from: mara }, undefined],
    ['shipping_query', { id: '1', from: mara }, '51'],
    ['pre_checkout_query', { id: '1', from: mara }, '51'],
    ['poll', { id: '1' }, undefined],
    ['poll_answer', { poll_id: '1', user: mara }, undefined],
    ['chat_join_request', { chat: group, from: mara, date: 1763900000 }, '-1009'],
    ['chat_boost', { chat: group, boost: { add_date: 1763900000 } }, '-1009'],
    ['business_connection', { id: 'bc', user: mara, date: 1763900000 }, undefined],
    ['not_known_yet', { chat: group, date: 1763900000 }, '-1009'],
    ['not_known_yet', 'text', undefined],
  ])('%s is kept whole, in the chat that can be told: %j', (kind, value, thread) => {
    const [draft, ...others] = draftsOf(kind, value);
    expect(others).toEqual([]);
    expect(draft).toMatchObject({
      type: 'ProviderEvent',
      fact: { key: `event:${kind}:900` },
      payload: { update_id: 900, [kind]: value },
    });
    expect(draft?.thread?.key).toBe(thread);
  });

  it('without a time are of the time of arrival', () => {
    expect(draftsOf('poll', { id: '1' })[0]?.occurredAt).toBeNull();
  });

  it.each([
    [{ poll: {} }, 'update_id'],
    [{ update_id: 1, message: { text: 'secret words' } }, 'message_id'],
  ])('that cannot be read say where, not what: %j', (update, path) => {
    const [unit] = telegram.read(requestOf(update));
    const read = () => telegram.normalize(unit, {});
    expect(read).toThrow(expect.objectContaining({ code: 'unreadable_event' }));
    expect(read).toThrow(new RegExp(path));
    expect(read).not.toThrow(/secret words/);
  });

  it.each(['{', '[]', '7', ''])('are not deliveries like %j', (body) => {
    const unreadable = expect.objectContaining({ code: 'unreadable_delivery' });
    expect(() => telegram.read(requestOf(body))).toThrow(unreadable);
  });
});

describe('the token', () => {
  const headers = { 'x-telegram-bot-api-secret-token': 'token_1' };
  const verify = (given: Record<string, string>, ...secrets: string[]) =>
    telegram.verify({ ...requestOf('{}'), headers: given }, { secrets }, 0);

  it('is any of the live secrets, whole', () => {
    expect(verify(headers, 'token_2', 'token_1')).toBe(true);
    expect(verify(headers, 'token_')).toBe(false);
    expect(verify({}, 'token_1')).toBe(false);
    expect(verify({ 'x-telegram-bot-api-secret-token': '' }, '')).toBe(false);
  });

  it('leaves the answer empty, which Telegram would execute', () => {
    expect(telegram.emptyAnswer).toBe(true);
  });
});
