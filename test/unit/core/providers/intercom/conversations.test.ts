import { describe, expect, it } from '@jest/globals';
import {
  AT,
  ann,
  conversation,
  conversationV1,
  draftsOf,
  eventsOf,
  kim,
  part,
  source,
} from './notifications.ts';

const iso = (seconds: number) => new Date(seconds * 1000).toISOString();

describe('the opening of a conversation', () => {
  it.each([
    ['2.x', conversation()],
    ['1.x', conversationV1()],
  ])('by a customer (API %s) is opened and received, when it was made', (_, item) => {
    const events = eventsOf('conversation.user.created', item);
    expect(events.map(({ type }) => type)).toEqual(['ConversationOpened', 'MessageReceived']);
    expect(events.map(({ occurred_at }) => occurred_at)).toEqual([iso(AT), iso(AT)]);
    expect(events[0]).toMatchObject({ change: { status: 'open' }, channel: { type: 'web' } });
    expect(events[0]?.participant?.external_id).toBe('cust-1');
    expect(events[1]?.message).toMatchObject({ id: '400', content: { text: '<p>Hi</p>' } });
  });

  it('has the same ids in API 1.x and 2.x', () => {
    const ids = (item: object) =>
      eventsOf('conversation.user.created', item).map(({ id, conversation_id, actor }) => {
        return [id, conversation_id, actor.id];
      });
    expect(ids(conversationV1())).toEqual(ids(conversation()));
  });

  it('by a teammate is closed until the customer answers', () => {
    const item = conversation([], {
      state: 'closed',
      source: source({ author: ann, delivered_as: 'admin_initiated' }),
    });
    const [opened, sent] = eventsOf('conversation.admin.single.created', item);
    expect(opened?.change).toEqual({ status: 'closed', reason: 'admin_initiated' });
    expect(sent).toMatchObject({ type: 'MessageSent', actor: { role: 'agent' } });
    expect(sent?.recipients?.[0]).toMatchObject({ role: 'customer', provider_id: 'c1' });
  });

  it('by a customer was open, also when history tells of it after it was closed', () => {
    const [opened] = eventsOf('conversation.user.created', conversation([], { state: 'closed' }));
    expect(opened?.change?.status).toBe('open');
  });

  it('without words is opened only, and with parts has theirs too', () => {
    const silent = conversation([part()], { source: source({ body: null, type: 'phone_call' }) });
    const events = eventsOf('conversation.user.created', silent);
    expect(events.map(({ type }) => type)).toEqual(['ConversationOpened', 'MessageReceived']);
    expect(events[0]?.channel.type).toBe('voice');
    expect(events[1]?.message?.id).toBe('500');
  });

  it.each([
    ['conversation', 'web'],
    ['email', 'email'],
    ['facebook', 'messenger'],
    ['instagram', 'instagram'],
    ['whatsapp', 'whatsapp'],
    ['sms', 'sms'],
    ['carrier_pigeon', 'web'],
  ])('through %s is on the channel %s', (type, channel) => {
    const [opened] = eventsOf(
      'conversation.user.created',
      conversation([], { source: source({ type }) }),
    );
    expect(opened?.channel).toMatchObject({ type: channel, metadata: { source_type: type } });
  });

  it('by email names the address, elsewhere none', () => {
    const channelId = (type: string) =>
      eventsOf('conversation.user.created', conversation([], { source: source({ type }) }))[0]
        ?.actor.channel_id;
    expect(channelId('email')).toBe('kim@mail.example');
    expect(channelId('conversation')).toBeUndefined();
  });

  it('of an unnamed customer has one stand-in per conversation', () => {
    const nameless = conversation([], {
      contacts: null,
      source: source({ author: { type: 'user' } }),
    });
    const [opened] = eventsOf('conversation.user.created', nameless);
    expect(opened?.actor).toMatchObject({ role: 'customer' });
    expect(opened?.actor.id).toBe(opened?.participant?.id);
    expect(opened?.actor.provider_id).toBeUndefined();
  });
});

describe('a topic whose part is missing', () => {
  it.each([
    ['conversation.admin.closed', 'ConversationClosed'],
    ['conversation.admin.opened', 'ConversationReopened'],
    ['conversation.admin.assigned', 'ConversationAssigned'],
    ['conversation.admin.snoozed', 'ConversationUpdated'],
    ['conversation.priority.updated', 'ConversationUpdated'],
    ['conversation.company.updated', 'ConversationUpdated'],
    ['conversation.admin.replied', 'ProviderEvent'],
    ['conversation.admin.noted', 'ProviderEvent'],
    ['conversation.rating.added', 'ProviderEvent'],
    ['conversation_part.tag.created', 'ProviderEvent'],
    ['conversation_part.redacted', 'ProviderEvent'],
  ])('%s says itself what happened: %s', (topic, type) => {
    const [event, ...more] = eventsOf(topic, conversation());
    expect(more).toEqual([]);
    expect(event).toMatchObject({ type, occurred_at: iso(AT + 100) });
    expect(event?.origin.conversation_id).toBe('300');
  });

  it('adds to the part that came instead', () => {
    const snoozed = part({ part_type: 'snoozed', body: null, author: ann });
    const events = eventsOf('conversation.admin.unsnoozed', conversation([snoozed]));
    expect(events.map(({ change }) => change?.status)).toEqual(['pending', 'open']);
  });

  it.each([
    [{ admin_assignee_id: 71 }, { assignee: 'shop:admin:71' }],
    [{ team_assignee_id: '9' }, { team_id: '9' }],
    [{ assignee: { type: 'admin', id: '71' } }, { assignee: 'shop:admin:71' }],
  ])('assigns to whom the conversation names: %j', (more, change) => {
    const [event] = draftsOf('conversation.admin.assigned', conversation([], more));
    expect(event?.change).toMatchObject(change);
  });
});

describe('a rating', () => {
  const rated = (conversation_rating: object) =>
    eventsOf('conversation.rating.added', conversation([], { conversation_rating }));
  const given = { rating: 4, remark: '', created_at: AT + 70, updated_at: AT + 75 };

  it('is given by the customer, of 1 to 5, when it was given', () => {
    const [event] = rated({ ...given, contact: { type: 'contact', id: 'c1' }, teammate: ann });
    expect(event).toMatchObject({
      type: 'RatingGiven',
      occurred_at: iso(AT + 75),
      rating: { score: 4, scale: 5 },
      actor: { role: 'customer', provider_id: 'c1' },
      participant: { role: 'agent', provider_id: '71' },
    });
    expect(rated({ ...given, updated_at: undefined })[0]?.occurred_at).toBe(iso(AT + 70));
  });

  it('is another fact with a remark or another score, and the same when told again', () => {
    const ids = [given, { ...given, remark: 'Kind' }, { ...given, rating: 5 }, { ...given }];
    const [score, remark, better, again] = ids.map((one) => rated(one)[0]?.id);
    expect(new Set([score, remark, better]).size).toBe(3);
    expect(again).toBe(score);
    expect(rated({ ...given, remark: 'Kind' })[0]?.rating?.comment).toBe('Kind');
  });

  it.each([[{}], [null]])('that is %j is not one', (conversation_rating) => {
    const [event] = eventsOf(
      'conversation.rating.added',
      conversation([], { conversation_rating }),
    );
    expect(event?.type).toBe('ProviderEvent');
  });
});

describe('conversation.read', () => {
  it('is a receipt of the conversation, after the parts of its second', () => {
    const seen = part({ author: ann, created_at: AT + 100 });
    const events = eventsOf('conversation.read', conversation([seen]));
    expect(events.map(({ type }) => type)).toEqual(['MessageSent', 'MessageRead']);
    expect(events[1]).toMatchObject({ actor: { provider_id: 'c1' }, occurred_at: iso(AT + 100) });
    expect(events[1]?.message).toBeUndefined();
    expect((events[0]?.id ?? '') < (events[1]?.id ?? '')).toBe(true);
  });

  it('is one fact for all apps of a workspace', () => {
    const id = (more: object) => eventsOf('conversation.read', conversation(), more)[0]?.id;
    expect(id({ id: null })).toBe(id({ id: 'notif_2' }));
  });
});

describe('conversation.deleted', () => {
  it.each([[{ conversation_id: '300' }], [{ id: '300' }], [{ conversation_id: 300 }]])(
    'sends no more than an id: %j',
    (item) => {
      const [event] = eventsOf('conversation.deleted', { type: 'conversation', ...item });
      const [opened] = eventsOf('conversation.user.created', conversation());
      expect(event?.type).toBe('ConversationDeleted');
      expect(event?.conversation_id).toBe(opened?.conversation_id);
    },
  );
});

describe('a contact of a conversation', () => {
  const raw = (more: object = {}) => ({
    conversation: {
      model: { id: 300 },
      parts: [{ id: 500, created_at: '2026-10-18T08:01:00.000Z', owner_id: 71, user_id: null }],
      ...more,
    },
    contact: { type: 'contact', id: 'c2', external_id: 'cust-2', name: 'Lee' },
  });

  it.each([
    ['attached', 'CustomerJoined'],
    ['detached', 'CustomerLeft'],
  ])('is %s by the teammate of the raw part: %s', (step, type) => {
    const [event] = eventsOf(`conversation.contact.${step}`, raw());
    expect(event).toMatchObject({
      type,
      occurred_at: iso(AT + 60),
      participant: { role: 'customer', provider_id: 'c2', external_id: 'cust-2', name: 'Lee' },
      actor: { role: 'agent', provider_id: '71' },
      origin: { conversation_id: '300' },
    });
    expect(draftsOf(`conversation.contact.${step}`, raw())[0]?.fact.key).toBe('part:shop:500');
  });

  it('is attached without a part as well', () => {
    const [event] = eventsOf('conversation.contact.attached', raw({ parts: [] }));
    expect(event).toMatchObject({ type: 'CustomerJoined', occurred_at: iso(AT + 100) });
  });

  it('does not lose its name to the nameless part of another notification', () => {
    const added = part({ part_type: 'participant_added', body: null, author: ann });
    const [nameless] = eventsOf('conversation.read', conversation([added]));
    const [named] = eventsOf('conversation.contact.attached', raw());
    expect(nameless?.id).not.toBe(named?.id);
  });
});

describe('a tag', () => {
  const tag = (id: string, more: object = {}) => ({ type: 'tag', id, name: `tag ${id}`, ...more });
  const tagged = (parts: object[], more: object) =>
    eventsOf('conversation_part.tag.created', conversation(parts, more));
  const changed = part({ updated_at: AT + 90 });

  it('of 1.x is what tags_added says, at the time of the part', () => {
    const more = { tags: { tags: [tag('1'), tag('2')] }, tags_added: { tags: [tag('2')] } };
    const [event, ...others] = tagged([changed], more);
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      type: 'ConversationTagged',
      occurred_at: iso(AT + 90),
      message: { id: '500' },
      change: { tags_added: ['tag 2'] },
    });
  });

  it('of 2.x is what the part has, or what was applied last, by whom and when', () => {
    expect(tagged([part({ tags: [tag('3')] })], {})[0]?.change?.tags_added).toEqual(['tag 3']);
    const older = tag('1', { applied_at: AT + 10 });
    const newest = tag('2', { applied_at: AT + 80, applied_by: ann });
    const events = tagged([changed], { tags: { tags: [older, newest] } });
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({
      occurred_at: iso(AT + 80),
      actor: { provider_id: '71' },
      change: { tags_added: ['tag 2'] },
    });
  });

  it('makes an event for each of several', () => {
    const ids = tagged([changed], { tags_added: { tags: [tag('1'), tag('2')] } }).map((e) => e.id);
    expect(new Set(ids).size).toBe(2);
  });
});

describe('a redaction', () => {
  const redact = (parts: object[], more: object = {}) =>
    eventsOf('conversation_part.redacted', conversation(parts, more));

  it('deletes the part, when it was last changed, and does not send its message again', () => {
    const events = redact([part({ redacted: true, updated_at: AT + 90 })]);
    expect(events).toEqual([
      expect.objectContaining({
        type: 'MessageDeleted',
        occurred_at: iso(AT + 90),
        message: { id: '500' },
      }),
    ]);
  });

  it('of 1.x does not mark the part', () => {
    expect(redact([part({ redacted: undefined })])[0]?.type).toBe('MessageDeleted');
  });

  it('deletes the marked part only', () => {
    const events = redact([part({ id: '500' }), part({ id: '501', redacted: true })]);
    expect(events.map(({ message }) => message?.id)).toEqual(['501']);
  });

  it('of the opening message is the same as a part with its id, and on its own', () => {
    const asPart = part({ id: '400', author: kim, redacted: true, updated_at: AT + 100 });
    const alone = redact([], { source: source({ redacted: true }) });
    expect(alone[0]).toMatchObject({ type: 'MessageDeleted', message: { id: '400' } });
    expect(redact([asPart])[0]?.id).toBe(alone[0]?.id);
  });
});
