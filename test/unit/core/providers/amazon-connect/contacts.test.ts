import { describe, expect, it } from '@jest/globals';
import { eventsOf } from './deliveries.ts';

const instanceArn = 'arn:aws:connect:eu-west-1:111122223333:instance/i1';
const agentInfo = {
  agentArn: `${instanceArn}/agent/a1`,
  connectedToAgentTimestamp: '2026-11-23T10:01:00.250Z',
};
const queueInfo = {
  queueArn: `${instanceArn}/queue/q1`,
  enqueueTimestamp: '2026-11-23T10:00:30.000Z',
};
const base = {
  contactId: 'c1',
  channel: 'VOICE',
  instanceArn,
  initiationMethod: 'INBOUND',
  initiationTimestamp: '2026-11-23T10:00:00.125Z',
};

/** What EventBridge sends of a contact. */
const contact = (eventType: string, more: object = {}, id = 'e1') => ({
  id,
  'detail-type': 'Amazon Connect Contact Event',
  source: 'aws.connect',
  account: '111122223333',
  region: 'eu-west-1',
  time: '2026-11-23T11:00:00Z',
  detail: { ...base, eventType, ...more },
});

const summaries = (...parameters: Parameters<typeof contact>) =>
  eventsOf(contact(...parameters)).map(({ type, occurred_at, actor, change }) => {
    return [type, occurred_at, actor.role, change ?? null];
  });

describe('a contact event', () => {
  it.each([
    ['INBOUND', 'ConversationOpened', 'customer', { status: 'open' }],
    ['API', 'ConversationOpened', 'customer', { status: 'open' }],
    ['OUTBOUND', 'ConversationOpened', 'system', { status: 'open' }],
    ['inbound', 'ConversationOpened', 'customer', { status: 'open' }],
  ])('INITIATED by %s opens the conversation', (initiationMethod, type, role, change) => {
    const at = '2026-11-23T10:00:00.125Z';
    expect(summaries('INITIATED', { initiationMethod })).toEqual([[type, at, role, change]]);
  });

  it.each([
    ['TRANSFER', 'ConversationTransferred', { team_id: 'q1' }],
    ['QUEUE_TRANSFER', 'ConversationTransferred', { team_id: 'q1' }],
    ['CALLBACK', 'ConversationReopened', { status: 'open' }],
    ['DISCONNECT', 'ConversationReopened', { status: 'open' }],
  ])(
    'INITIATED by %s carries it on, in the same conversation',
    (initiationMethod, type, change) => {
      const later = { contactId: 'c2', initialContactId: 'c1', initiationMethod, queueInfo };
      const [event] = eventsOf(contact('INITIATED', later));
      expect(event).toMatchObject({ type, change, origin: { conversation_id: 'c1' } });
      expect(event?.channel.metadata.contact_id).toBe('c2');
      const [opened] = eventsOf(contact('INITIATED'));
      expect(event?.conversation_id).toBe(opened?.conversation_id);
    },
  );

  it('QUEUED waits for a team, since it was queued', () => {
    expect(summaries('QUEUED', { queueInfo })).toEqual([
      ['ConversationAssigned', '2026-11-23T10:00:30.000Z', 'system', { team_id: 'q1' }],
    ]);
    expect(summaries('QUEUED')[0]?.[0]).toBe('ProviderEvent');
  });

  it('CONNECTED_TO_AGENT is a join and an assignment of the agent', () => {
    const events = eventsOf(contact('CONNECTED_TO_AGENT', { agentInfo, queueInfo }));
    expect(events.map(({ type }) => type)).toEqual(['AgentJoined', 'ConversationAssigned']);
    expect(events[0]?.participant).toMatchObject({ role: 'agent', provider_id: 'a1' });
    expect(events[1]?.change).toEqual({ assignee_id: events[0]?.participant?.id, team_id: 'q1' });
    expect((events[0]?.id ?? '') < (events[1]?.id ?? '')).toBe(true);
  });

  it.each([
    ['CUSTOMER_DISCONNECT', 'customer'],
    ['AGENT_DISCONNECT', 'agent'],
    ['TELECOM_PROBLEM', 'system'],
    [undefined, 'system'],
  ])('DISCONNECTED by %s ends it, after the agent left', (disconnectReason, role) => {
    const disconnectTimestamp = '2026-11-23T10:20:00.500Z';
    const events = eventsOf(
      contact('DISCONNECTED', { agentInfo, disconnectReason, disconnectTimestamp }),
    );
    expect(events.map(({ type, occurred_at }) => [type, occurred_at])).toEqual([
      ['AgentLeft', disconnectTimestamp],
      ['ConversationClosed', disconnectTimestamp],
    ]);
    expect(events[1]).toMatchObject({ actor: { role }, change: { status: 'closed' } });
    expect((events[0]?.id ?? '') < (events[1]?.id ?? '')).toBe(true);
  });

  it('COMPLETED comes after it, even without after-contact work', () => {
    const ended = { disconnectTimestamp: '2026-11-23T10:20:00.500Z' };
    const [closed] = eventsOf(contact('DISCONNECTED', ended));
    const [completed] = eventsOf(contact('COMPLETED', ended));
    expect(completed).toMatchObject({ type: 'ConversationUpdated' });
    expect(completed?.occurred_at).toBe(closed?.occurred_at);
    expect((closed?.id ?? '') < (completed?.id ?? '')).toBe(true);
  });

  it.each([
    ['PAUSED', 'pending'],
    ['RESUMED', 'open'],
  ])('%s changes the status, once for each of its events', (type, status) => {
    const at = '2026-11-23T11:00:00.000Z';
    expect(summaries(type)).toEqual([['ConversationUpdated', at, 'system', { status }]]);
    const ids = ['e1', 'e1', 'e2'].map((id) => eventsOf(contact(type, {}, id))[0]?.id);
    expect(new Set(ids).size).toBe(2);
  });

  it.each([
    [['Tags'], ['ConversationTagged']],
    ['Tags', ['ConversationTagged']],
    [
      ['Tags', 'UserDefinedAttributes'],
      ['ConversationTagged', 'ConversationUpdated'],
    ],
    [['UserDefinedAttributes'], ['ConversationUpdated']],
    [undefined, ['ConversationUpdated']],
  ])('CONTACT_DATA_UPDATED of %j says what changed', (updatedProperties, types) => {
    const tags = { 'aws:connect:instanceId': 'i1', Dept: 'Returns' };
    const events = eventsOf(contact('CONTACT_DATA_UPDATED', { updatedProperties, tags }));
    expect(events.map(({ type }) => type)).toEqual(types);
    const tagged = events.find(({ type }) => type === 'ConversationTagged');
    if (tagged) expect(tagged.change).toEqual({ tags_added: ['Dept:Returns'] });
    const changed = events.find(({ type }) => type === 'ConversationUpdated');
    if (changed) expect(changed.payload).toMatchObject({ detail: { tags } });
  });

  it.each(['MONITOR', 'EXTERNAL_OUTBOUND'])('of a %s opens and ends nothing', (method) => {
    const beside = { initiationMethod: method, initialContactId: 'c0', agentInfo };
    const typesOf = (type: string) => eventsOf(contact(type, beside)).map((event) => event.type);
    expect(typesOf('INITIATED')).toEqual(['ProviderEvent']);
    expect(typesOf('CONNECTED_TO_AGENT')).toEqual(['AgentJoined']);
    expect(typesOf('DISCONNECTED')).toEqual(['AgentLeft', 'ProviderEvent']);
  });

  it('of another kind is kept whole', () => {
    const sent = contact('WEBRTC_API');
    expect(eventsOf(sent)).toEqual([
      expect.objectContaining({ type: 'ProviderEvent', payload: sent }),
    ]);
  });
});

describe('the form of a contact event', () => {
  const camel = contact('CONNECTED_TO_AGENT', { agentInfo, queueInfo, initialContactId: 'c0' });

  it('may have its fields in any casing: the same events', () => {
    const pascal = {
      ...camel,
      detail: {
        EventType: 'CONNECTED_TO_AGENT',
        ContactId: 'c1',
        InitialContactId: 'c0',
        Channel: 'Voice',
        InstanceARN: instanceArn,
        InitiationMethod: 'INBOUND',
        InitiationTimestamp: base.initiationTimestamp,
        AgentInfo: {
          AgentARN: agentInfo.agentArn,
          ConnectedToAgentTimestamp: agentInfo.connectedToAgentTimestamp,
        },
        QueueInfo: { ARN: queueInfo.queueArn, EnqueueTimestamp: queueInfo.enqueueTimestamp },
      },
    };
    expect(eventsOf(pascal)).toEqual(eventsOf(camel));
  });

  it('may be the mere detail, or a notification of a topic: the same ids', () => {
    const topic = {
      Type: 'Notification',
      MessageId: 'n1',
      TopicArn: 'arn:aws:sns:x',
      Message: JSON.stringify(camel),
      Timestamp: '2026-11-23T11:00:01.000Z',
    };
    const ids = (body: unknown) => eventsOf(body).map(({ id }) => id);
    expect(ids(camel.detail)).toEqual(ids(camel));
    expect(ids(topic)).toEqual(ids(camel));
  });

  it('takes the placeholder of 1970 for no time', () => {
    const never = {
      agentInfo: { ...agentInfo, connectedToAgentTimestamp: '1970-01-01T00:00:00.001Z' },
    };
    const [event] = eventsOf(contact('CONNECTED_TO_AGENT', never));
    expect(event?.occurred_at).toBe('2026-11-23T11:00:00.000Z');
  });

  it.each([
    [{ channel: 'voice' }, 'voice'],
    [{ channel: 'CHAT' }, 'web'],
    [{ channel: 'EMAIL' }, 'email'],
    [{ channel: 'TASK' }, 'other'],
    [{ channel: 'CHAT', segmentAttributes: subtype('connect:SMS') }, 'sms'],
    [{ channel: 'CHAT', segmentAttributes: subtype('connect:WhatsApp') }, 'whatsapp'],
    [{ channel: 'CHAT', segmentAttributes: subtype('connect:Guide') }, 'web'],
    [{ channel: 'VOICE', segmentAttributes: subtype('connect:WebRTC') }, 'voice'],
  ])('tells the channel: %j', (more, type) => {
    expect(eventsOf(contact('INITIATED', more))[0]?.channel.type).toBe(type);
  });

  it('is unreadable without a contact or with a broken time', () => {
    expect(() => eventsOf(contact('INITIATED', { contactId: undefined }))).toThrow(
      expect.objectContaining({ code: 'unreadable_event' }),
    );
    expect(() => eventsOf(contact('INITIATED', { initiationTimestamp: 'soon' }))).toThrow(
      expect.objectContaining({ code: 'invalid_time' }),
    );
  });

  it('may be of something else of Amazon Connect, and is then kept whole with its contact', () => {
    const lens = { ...camel, 'detail-type': 'Contact Lens Rule', detail: { contactId: 'c1' } };
    expect(eventsOf(lens)).toEqual([
      expect.objectContaining({
        type: 'ProviderEvent',
        payload: lens,
        origin: expect.objectContaining({ conversation_id: 'c1', event_type: 'Contact Lens Rule' }),
      }),
    ]);
  });
});

function subtype(valueString: string) {
  return { 'connect:Subtype': { valueString } };
}
