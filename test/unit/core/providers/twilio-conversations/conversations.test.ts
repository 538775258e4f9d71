import { describe, expect, it } from '@jest/globals';
import { one, told } from './webhooks.ts';

const created = '2025-11-23T12:13:20.118Z';

describe('a conversation', () => {
  it('added is opened, at its second', () => {
    const draft = one('onConversationAdded', {
      DateCreated: created,
      FriendlyName: 'Kettle',
      ChatServiceSid: 'IS1',
      State: 'active',
    });
    expect(draft).toMatchObject({
      fact: { key: 'conversation:CH1', part: 'opened', rank: 'opened' },
      type: 'ConversationOpened',
      occurredAt: Date.UTC(2025, 10, 23, 12, 13, 20),
      thread: { key: 'CH1' },
      origin: { event_type: 'onConversationAdded', account_id: 'AC1', conversation_id: 'CH1' },
      channel: { metadata: { chat_service_sid: 'IS1' } },
      actor: { role: 'system' },
      change: { status: 'open' },
      metadata: { friendly_name: 'Kettle', state: 'active', date_created: created },
    });
  });

  it('added by a message is opened by the customer who wrote it', () => {
    const draft = one('onConversationAdded', {
      DateCreated: created,
      AuthorAddress: '+15005550197',
      'MessagingBinding.Address': ['+15005550197', '+15005550198'],
      'MessagingBinding.ProxyAddress': '+15005550142',
      MessageBody: 'Hello',
      Source: 'SMS',
    });
    expect(draft).toMatchObject({
      actor: { role: 'customer', key: '+15005550197' },
      channel: { type: 'sms', metadata: { proxy_address: '+15005550142' } },
    });
  });

  it('updated is a fact of its time', () => {
    const keys = ['2025-11-23T12:14:02.530Z', '2025-11-23T12:14:02.531Z'].map((DateUpdated) => {
      return one('onConversationUpdated', { DateUpdated, ClientIdentity: 'agent-ines' });
    });
    expect(keys).toMatchObject([
      { type: 'ConversationUpdated', actor: { role: 'agent', external_id: 'agent-ines' } },
      { type: 'ConversationUpdated' },
    ]);
    expect(keys[0]?.fact.key).not.toBe(keys[1]?.fact.key);
  });

  it('removed is deleted', () => {
    const draft = one('onConversationRemoved', { DateRemoved: '2025-11-23T12:50:00.001Z' });
    expect(draft).toMatchObject({
      fact: { key: 'conversation:CH1', part: 'removed', rank: 'removed' },
      type: 'ConversationDeleted',
      occurredAt: Date.UTC(2025, 10, 23, 12, 50, 0, 1),
    });
  });

  it.each([
    ['active', 'closed', 'ConversationClosed', 'closed', 'open', 'closed'],
    ['inactive', 'closed', 'ConversationClosed', 'closed', 'pending', 'closed'],
    ['inactive', 'active', 'ConversationReopened', 'open', 'pending', 'changed'],
    ['closed', 'active', 'ConversationReopened', 'open', 'closed', 'changed'],
    ['active', 'inactive', 'ConversationUpdated', 'pending', 'open', 'changed'],
    ['active', 'archived', 'ConversationUpdated', undefined, 'open', 'changed'],
  ])('from %s to %s is %s', (StateFrom, StateTo, type, status, previous_status, rank) => {
    const StateUpdated = '2025-11-23T12:40:00.000Z';
    const draft = one('onConversationStateUpdated', {
      StateFrom,
      StateTo,
      StateUpdated,
      Reason: 'TIMER',
    });
    expect(draft).toMatchObject({
      fact: { key: `state:CH1:${StateTo}:${Date.parse(StateUpdated)}`, part: 'state', rank },
      type,
      occurredAt: Date.parse(StateUpdated),
      change: { status, previous_status, reason: 'TIMER' },
      metadata: { state_from: StateFrom, state_to: StateTo },
    });
  });
});

describe('a participant', () => {
  const onSms = {
    ParticipantSid: 'MB1',
    'MessagingBinding.Type': 'sms',
    'MessagingBinding.Address': '+15005550197',
    'MessagingBinding.ProxyAddress': '+15005550142',
  };
  const agent = { ParticipantSid: 'MB2', Identity: 'agent-ines' };
  const options = { customer_identities: ['visitor-'], bot_identities: ['bot-'] };

  it.each([
    [onSms, 'CustomerJoined', 'CustomerLeft', 'customer'],
    [agent, 'AgentJoined', 'AgentLeft', 'agent'],
    [{ ...agent, 'MessagingBinding.ProjectedAddress': '+15' }, 'AgentJoined', 'AgentLeft', 'agent'],
    [{ ParticipantSid: 'MB3', Identity: 'bot-kettle' }, 'BotJoined', 'BotLeft', 'bot'],
    [
      { ParticipantSid: 'MB4', Identity: 'visitor-7' },
      'CustomerJoined',
      'CustomerLeft',
      'customer',
    ],
    [{ ParticipantSid: 'MB5' }, 'CustomerJoined', 'CustomerLeft', 'customer'],
  ])('%j joins and leaves', (who, joined, left, role) => {
    const key = `participant:${who.ParticipantSid}`;
    expect(one('onParticipantAdded', { ...who, DateCreated: created }, options)).toMatchObject({
      fact: { key, part: 'joined', rank: 'joined' },
      type: joined,
      occurredAt: Date.UTC(2025, 10, 23, 12, 13, 20),
      participant: { role, provider_id: who.ParticipantSid },
    });
    const DateRemoved = '2025-11-23T12:41:05.500Z';
    expect(one('onParticipantRemoved', { ...who, DateRemoved }, options)).toMatchObject({
      fact: { key, part: 'left', rank: 'left' },
      type: left,
      occurredAt: Date.parse(DateRemoved),
      participant: { role, provider_id: who.ParticipantSid },
    });
  });

  it('is the same person as the author of their messages', () => {
    const joined = one('onParticipantAdded', { ...onSms, DateCreated: created });
    const wrote = one('onMessageAdded', { MessageSid: 'IM1', Author: '+15005550197' });
    expect(joined.participant?.key).toBe(wrote.actor.key);
    const agentJoined = one('onParticipantAdded', { ...agent, DateCreated: created });
    const agentWrote = one('onMessageAdded', { MessageSid: 'IM2', Author: 'agent-ines' });
    expect(agentJoined.participant?.key).toBe(agentWrote.actor.key);
  });

  it('with the same identity in two accounts is two', () => {
    const keys = ['AC1', 'AC2'].map((AccountSid) => {
      return one('onParticipantAdded', { ...agent, AccountSid }).participant?.key;
    });
    expect(new Set(keys).size).toBe(2);
  });

  it('reads up to an index', () => {
    const read = { ...agent, LastReadMessageIndex: '4', DateUpdated: '2025-11-23T12:16:00.120Z' };
    expect(one('onParticipantUpdated', read)).toMatchObject({
      fact: { key: 'read:MB2:4', part: 'read', rank: 'read' },
      type: 'MessageRead',
      occurredAt: Date.UTC(2025, 10, 23, 12, 16, 0, 120),
      actor: { role: 'agent' },
      metadata: { last_read_message_index: '4' },
    });
    const first = { ...read, LastReadMessageIndex: '0', LastReadTimestamp: created };
    expect(one('onParticipantUpdated', first)).toMatchObject({
      fact: { key: 'read:MB2:0' },
      occurredAt: Date.parse(created),
    });
  });

  it('updated otherwise is the customer updated, or kept whole', () => {
    const DateUpdated = '2025-11-23T12:16:10.000Z';
    const customer = one('onParticipantUpdated', {
      ...onSms,
      DateUpdated,
      Attributes: '{"language":"en"}',
    });
    expect(customer).toMatchObject({
      fact: { key: `participant:MB1:${Date.parse(DateUpdated)}` },
      type: 'CustomerUpdated',
      participant: { role: 'customer' },
      metadata: { 'attributes.language': 'en' },
    });
    expect(one('onParticipantUpdated', { ...agent, DateUpdated })).toMatchObject({
      type: 'ProviderEvent',
      participant: { role: 'agent' },
      payload: { Identity: 'agent-ines' },
    });
  });
});

describe('a user', () => {
  const user = { ConversationSid: undefined, UserSid: 'US1', DateCreated: created };

  it('belongs to no conversation', () => {
    const added = one('onUserAdded', { ...user, Identity: 'agent-ines' });
    expect(added).toMatchObject({
      fact: { key: 'user:US1' },
      type: 'ProviderEvent',
      thread: null,
      actor: { role: 'agent', provider_id: 'US1' },
      payload: { UserSid: 'US1' },
    });
  });

  it('with the identity of a customer is the customer', () => {
    const DateUpdated = '2025-11-23T12:10:30.000Z';
    const parameters = { ...user, Identity: 'visitor-7', FriendlyName: 'Mara', DateUpdated };
    const options = { customer_identities: ['visitor-'] };
    expect(one('onUserUpdated', { ...parameters, Reason: 'ONLINE' }, options)).toMatchObject({
      fact: { key: `user:US1:${Date.parse(DateUpdated)}` },
      type: 'CustomerUpdated',
      occurredAt: Date.parse(DateUpdated),
      participant: { role: 'customer', external_id: 'visitor-7', name: 'Mara' },
      metadata: { reason: 'ONLINE' },
    });
  });
});

describe('a webhook without a type of ours', () => {
  const before = { Author: '+15005550197', Body: 'Hello', Source: 'SMS' };

  it('is kept whole, in its conversation', () => {
    expect(one('onMessageAdd', before, {}, 'tok-1')).toMatchObject({
      fact: { key: 'event:onMessageAdd:tok-1' },
      type: 'ProviderEvent',
      occurredAt: null,
      thread: { key: 'CH1' },
      origin: { event_id: 'tok-1' },
      payload: { EventType: 'onMessageAdd', Body: 'Hello' },
    });
  });

  it('may be of another product, without a trigger', () => {
    const [draft] = told('', { EventType: undefined, ConversationSid: undefined, CallSid: 'CA1' });
    expect(draft).toMatchObject({
      type: 'ProviderEvent',
      thread: null,
      payload: { CallSid: 'CA1' },
    });
  });

  it('without a token is named by its content, whichever attempt it is', () => {
    const keyOf = (more: object) => told('onMessageAdd', { ...before, ...more })[0]?.fact.key;
    expect(keyOf({ RetryCount: '1' })).toBe(keyOf({ RetryCount: '0' }));
    expect(keyOf({ Body: 'Hello!' })).not.toBe(keyOf({}));
  });
});
