import { describe, expect, it } from '@jest/globals';
import { eventsOf } from './deliveries.ts';

const NAMESPACE = 'application/vnd.amazonaws.connect.';

/** An item of a chat, by default a text of the customer. */
const item = (more: object = {}) => ({
  AbsoluteTime: '2026-11-23T10:00:00.500Z',
  Content: 'Hello',
  ContentType: 'text/plain',
  Id: 'm1',
  Type: 'MESSAGE',
  ParticipantId: 'p1',
  DisplayName: 'Ines',
  ParticipantRole: 'CUSTOMER',
  InitialContactId: 'c1',
  ContactId: 'c2',
  ...more,
});

/** The notification of it. */
const notified = (message: object, visibility = 'ALL') => ({
  Type: 'Notification',
  MessageId: 'n1',
  TopicArn: 'arn:aws:sns:x',
  Message: JSON.stringify(message),
  Timestamp: '2026-11-23T10:00:01.000Z',
  MessageAttributes: {
    InstanceId: { Type: 'String', Value: 'i1' },
    AccountId: { Type: 'String', Value: '111122223333' },
    MessageVisibility: { Type: 'String', Value: visibility },
  },
});

const event = (kind: string, more: object = {}) =>
  item({ Type: 'EVENT', Content: undefined, ContentType: `${NAMESPACE}event.${kind}`, ...more });
const interactive = (content: object, kind = 'message.interactive') =>
  item({ ContentType: NAMESPACE + kind, Content: JSON.stringify(content) });
const only = (body: object) => {
  const [first, ...others] = eventsOf(notified(body));
  expect(others).toEqual([]);
  return first;
};

describe('a message of a chat', () => {
  it('of the customer is received, in the conversation of the first contact', () => {
    expect(only(item())).toMatchObject({
      type: 'MessageReceived',
      occurred_at: '2026-11-23T10:00:00.500Z',
      origin: { account_id: 'i1', event_id: 'm1', conversation_id: 'c1', event_type: 'MESSAGE' },
      channel: { type: 'web', metadata: { contact_id: 'c2', instance_id: 'i1' } },
      actor: { role: 'customer', provider_id: 'p1', name: 'Ines' },
      recipients: [{ role: 'system', provider_id: 'i1' }],
      message: { id: 'm1', content: { type: 'text', text: 'Hello', format: 'plain' } },
      metadata: { message_visibility: 'ALL' },
    });
  });

  it.each([
    ['AGENT', 'agent'],
    ['SUPERVISOR', 'agent'],
    ['CUSTOM_BOT', 'bot'],
    ['SYSTEM', 'system'],
    ['SOMEBODY_NEW', 'system'],
  ])('of %s is sent to the customer', (ParticipantRole, role) => {
    const sent = only(item({ ParticipantRole, ParticipantId: 'p2' }));
    const received = only(item());
    expect(sent).toMatchObject({ type: 'MessageSent', actor: { role } });
    expect(sent?.recipients?.map(({ id }) => id)).toEqual([received?.actor.id]);
  });

  it('that only agents see is not sent to the customer', () => {
    const [sent] = eventsOf(notified(item({ ParticipantRole: 'SYSTEM' }), 'AGENT'));
    expect(sent).toMatchObject({
      recipients: [{ role: 'system' }],
      metadata: { message_visibility: 'AGENT' },
    });
  });

  it('has the same id without its notification', () => {
    expect(eventsOf(item())[0]?.id).toBe(only(item())?.id);
  });

  it('is unreadable without an id', () => {
    expect(() => only(item({ Id: undefined }))).toThrow(
      expect.objectContaining({ code: 'unreadable_event' }),
    );
  });
});

describe('content', () => {
  const contentOf = (body: object) => only(body)?.message?.content;

  it('in Markdown says so', () => {
    expect(contentOf(item({ ContentType: 'text/markdown; charset=utf-8' }))).toMatchObject({
      type: 'text',
      format: 'markdown',
    });
  });

  it.each([
    ['ListPicker', 'list'],
    ['Panel', 'list'],
    ['SomethingNew', 'template'],
  ])('of a %s has its choices', (templateType, kind) => {
    const elements = [{ title: 'Repair', subtitle: 'Free', imageData: 'https://a.example/r.png' }];
    const content = { title: 'About?', subtitle: 'Tap', elements };
    const sent = only(interactive({ templateType, data: { content } }));
    expect(sent?.message?.content).toEqual({
      type: 'structured',
      kind,
      text: 'About?\nTap',
      items: [{ title: 'Repair', description: 'Free', media_url: 'https://a.example/r.png' }],
    });
    expect(sent?.payload === undefined).toBe(kind === 'list');
  });

  it('of quick replies, times and carousels has theirs', () => {
    const quick = { title: 'Well?', elements: [{ title: 'Yes' }] };
    expect(
      contentOf(interactive({ templateType: 'QuickReply', data: { content: quick } })),
    ).toEqual({
      type: 'structured',
      kind: 'quick_replies',
      text: 'Well?',
      actions: [{ type: 'reply', text: 'Yes' }],
    });
    const times = { title: 'When?', timeslots: [{ date: '2026-11-24T09:00+00:00', duration: 60 }] };
    expect(
      contentOf(interactive({ templateType: 'TimePicker', data: { content: times } })),
    ).toMatchObject({ kind: 'list', items: [{ title: '2026-11-24T09:00+00:00' }] });
    const card = { templateType: 'Panel', data: { content: { ...quick, title: 'S' } } };
    const cards = { title: 'Which?', elements: [card] };
    expect(
      contentOf(interactive({ templateType: 'Carousel', data: { content: cards } })),
    ).toMatchObject({
      kind: 'carousel',
      items: [{ title: 'S', actions: [{ type: 'reply', text: 'Yes' }] }],
    });
  });

  it('that answers an interactive message is a form’s, with the item kept', () => {
    const answer = { action: 'Select', data: { content: { title: 'About?' } } };
    const received = only(interactive(answer, 'message.interactive.response'));
    expect(received?.message?.content).toEqual({
      type: 'structured',
      kind: 'form_response',
      text: 'About?',
      fields: [{ name: 'action', value: 'Select' }],
    });
    expect(received?.payload).toMatchObject({ Id: 'm1' });
  });

  it.each([
    ['application/json', '{}'],
    [`${NAMESPACE}message.interactive`, 'no JSON'],
  ])('of another kind is unsupported and kept: %s', (ContentType, Content) => {
    const sent = only(item({ ContentType, Content }));
    expect(sent?.message?.content).toEqual({ type: 'unsupported', provider_type: ContentType });
    expect(sent?.payload).toMatchObject({ Content });
  });

  const attachment = (Status: string | undefined, ContentType = 'image/png') => ({
    AttachmentId: 'f1',
    AttachmentName: 'a.png',
    ContentType,
    Status,
  });
  const attached = (...Attachments: object[]) =>
    only(item({ Type: 'ATTACHMENT', ContentType: undefined, Content: undefined, Attachments }));

  it.each([
    ['image/png', 'image'],
    ['audio/mpeg', 'audio'],
    ['video/mp4', 'video'],
    ['application/pdf', 'file'],
  ])('of an attachment is a file: %s', (mime_type, type) => {
    const received = attached(attachment('APPROVED', mime_type), attachment(undefined));
    expect(received?.message).toMatchObject({
      content: { type, id: 'f1', name: 'a.png', mime_type, attachments: [{ type: 'image' }] },
      attachment_count: 2,
    });
  });

  it('of an attachment waits for the scan, and fails by it', () => {
    expect(attached(attachment('IN_PROGRESS'))?.type).toBe('ProviderEvent');
    expect(attached(attachment('REJECTED'))).toMatchObject({
      type: 'MessageFailed',
      message: { id: 'm1' },
      error: { code: 'REJECTED' },
    });
  });
});

describe('an event of a chat', () => {
  it.each([
    ['CUSTOMER', 'CustomerJoined', 'CustomerLeft'],
    ['AGENT', 'AgentJoined', 'AgentLeft'],
    ['CUSTOM_BOT', 'BotJoined', 'BotLeft'],
  ])('tells that %s came and went', (ParticipantRole, joined, left) => {
    expect(only(event('participant.joined', { ParticipantRole }))).toMatchObject({
      type: joined,
      participant: { provider_id: 'p1' },
    });
    expect(only(event('participant.left', { ParticipantRole }))?.type).toBe(left);
  });

  it.each([
    ['typing', 'TypingStarted'],
    ['transfer.succeeded', 'ConversationTransferred'],
    ['transfer.failed', 'ProviderEvent'],
    ['chat.ended', 'ConversationClosed'],
    ['connection.acknowledged', 'ProviderEvent'],
  ])('%s is a %s', (kind, type) => {
    const logged = only(event(kind));
    expect(logged).toMatchObject({ type, origin: { event_type: `${NAMESPACE}event.${kind}` } });
    expect(logged?.payload !== undefined).toBe(type === 'ProviderEvent');
  });

  it('chat.ended is the end that the contact event tells, at the same time', () => {
    const disconnected = {
      eventType: 'DISCONNECTED',
      contactId: 'c2',
      initialContactId: 'c1',
      disconnectTimestamp: '2026-11-23T10:00:00.500Z',
    };
    expect(only(event('chat.ended'))?.id).toBe(eventsOf(disconnected)[0]?.id);
  });

  it.each([
    ['message.delivered', 'MessageDelivered'],
    ['message.read', 'MessageRead'],
  ])('%s names its message and who has it', (kind, type) => {
    const named = only(event(kind, { Content: '{"messageId":"m9"}' }));
    expect(named).toMatchObject({ type, message: { id: 'm9' }, actor: { role: 'customer' } });
    expect(only(event(kind, { Content: '{}' }))).not.toHaveProperty('message.id');
  });

  it('of metadata has the receipts of a message, which are those of the events', () => {
    const at = '2026-11-23T10:00:00.500Z';
    const Receipts = [
      { RecipientParticipantId: 'p1', DeliveredTimestamp: at, ReadTimestamp: at },
      { RecipientParticipantId: 'p3', DeliveredTimestamp: at },
    ];
    const MessageMetadata = { MessageId: 'm9', Receipts };
    const metadata = { Type: 'MESSAGEMETADATA', ParticipantRole: 'AGENT', MessageMetadata };
    const logged = eventsOf(notified(item(metadata)));
    const types = ['MessageDelivered', 'MessageRead', 'MessageDelivered'];
    expect(logged.map(({ type }) => type)).toEqual(types);
    const read = only(event('message.read', { Content: '{"messageId":"m9"}' }));
    expect(logged[1]?.id).toBe(read?.id);
    expect(logged[1]?.actor.id).toBe(read?.actor.id);
    expect(only(item({ ...metadata, MessageMetadata: {} }))?.type).toBe('ProviderEvent');
  });
});

describe('other notifications', () => {
  const base = notified(item());

  it.each([
    ['text', 'All is well.'],
    ['other JSON', '{"a":1}'],
    ['a list', '[1]'],
  ])('with %s are kept, in no conversation', (_, Message) => {
    expect(eventsOf({ ...base, Message })[0]).toMatchObject({
      type: 'ProviderEvent',
      origin: { event_type: 'Notification', event_id: 'n1' },
      payload: { Message },
    });
  });

  it.each(['SubscriptionConfirmation', 'UnsubscribeConfirmation'])(
    '%s is kept without what would confirm or end anything',
    (Type) => {
      const links = { Token: 'hush', SubscribeURL: 'hush', UnsubscribeURL: 'hush' };
      const [logged] = eventsOf({ ...base, Type, ...links, Signature: 'hush' });
      expect(logged).toMatchObject({ type: 'ProviderEvent', payload: { Type } });
      expect(JSON.stringify(logged)).not.toContain('hush');
    },
  );
});
