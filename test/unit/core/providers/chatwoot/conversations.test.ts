import { describe, expect, it } from '@jest/globals';
import { about, draftsOf, eventsOf, leo, message } from './webhooks.ts';

const typesOf = (webhook: object) => draftsOf(webhook).map(({ type }) => type);

describe('a conversation', () => {
  it('is opened once, when it was made, in the conversation of its messages', () => {
    const [opened] = eventsOf(about('conversation_created', {}, { messages: [{ account_id: 6 }] }));
    const [said] = eventsOf(message());
    expect(opened).toMatchObject({
      type: 'ConversationOpened',
      conversation_id: said?.conversation_id,
      occurred_at: '2025-11-23T12:13:20.000Z',
      origin: { account_id: '6' },
      participant: { role: 'customer', provider_id: '310' },
      change: { status: 'open' },
    });
    expect((opened?.id ?? '') < (said?.id ?? '')).toBe(true);
    const [later] = eventsOf(
      about('conversation_created', {}, { status: 'pending', updated_at: 1 }),
    );
    expect(later?.id).toBe(opened?.id);
    expect(later?.change).toEqual({ status: 'pending' });
  });

  it.each([
    ['resolved', 'open', 'ConversationClosed', { status: 'closed', previous_status: 'open' }],
    ['open', 'resolved', 'ConversationReopened', { status: 'open', previous_status: 'closed' }],
    ['open', 'snoozed', 'ConversationUpdated', { status: 'open', previous_status: 'pending' }],
    ['pending', 'open', 'ConversationUpdated', { status: 'pending', previous_status: 'open' }],
    [
      'snoozed',
      0,
      'ConversationUpdated',
      { status: 'pending', previous_status: 'open', reason: 'snoozed' },
    ],
    ['open', undefined, 'ConversationReopened', { status: 'open' }],
    ['archived', 'open', 'ConversationUpdated', { previous_status: 'open', reason: 'archived' }],
  ])('that becomes %s after %s', (status, previous, type, change) => {
    const changes: Record<string, readonly [unknown, unknown]> = {};
    if (previous !== undefined) changes.status = [previous, status];
    const [event] = eventsOf(about('conversation_status_changed', changes, { status }));
    expect(event).toMatchObject({ type, occurred_at: '2025-11-23T12:14:20.482Z' });
    expect(event?.change).toEqual(change);
  });

  it.each([
    ['conversation_opened', 'open', 'ConversationReopened'],
    ['conversation_resolved', 'resolved', 'ConversationClosed'],
  ])('told to an agent bot as %s is the same fact', (event, status, type) => {
    const [toBot] = eventsOf(about(event, {}, { status: 'pending' }));
    const [toAccount] = eventsOf(about('conversation_status_changed', {}, { status }));
    expect(toBot).toMatchObject({ type, id: toAccount?.id });
  });

  it('closed twice is closed twice', () => {
    const at = (updated_at: number) =>
      eventsOf(about('conversation_status_changed', {}, { status: 'resolved', updated_at }))[0]?.id;
    expect(at(1763900060.482)).not.toBe(at(1763900090.1));
  });

  it('of a version that says less is of the second of its last activity', () => {
    const [draft] = draftsOf(about('conversation_resolved', {}, { updated_at: undefined }));
    expect(draft?.occurredAt).toBe(1763900059000);
  });
});

describe('changes of a conversation', () => {
  const meta = { assignee: leo, team: { id: 5, name: 'workshop' } };
  it.each([
    [{ assignee_id: [null, 9] }, { assignee: 'user:9' }, 'agent'],
    [{ assignee_id: [9, 12] }, { assignee: 'user:12', previous_assignee: 'user:9' }, undefined],
    [
      { assignee_id: [12, null] },
      { previous_assignee: 'user:12', reason: 'unassigned' },
      undefined,
    ],
    [{ assignee_agent_bot_id: [null, 3] }, { assignee: 'agent_bot:3' }, undefined],
    [
      { assignee_agent_bot_id: [3, null], assignee_id: [null, 9] },
      { assignee: 'user:9', previous_assignee: 'agent_bot:3' },
      'agent',
    ],
    [{ team_id: [null, 5] }, { team_id: '5' }, undefined],
  ] as const)('%j assign', (changes, change, role) => {
    const [draft, ...others] = draftsOf(about('conversation_updated', changes, { meta }));
    expect(others).toEqual([]);
    expect(draft?.type).toBe('ConversationAssigned');
    expect(JSON.parse(JSON.stringify(draft?.change))).toEqual(change);
    expect(draft?.participant?.role).toBe(role);
  });

  it('of labels are those that came and went', () => {
    const changes = {
      label_list: [
        ['new', 'vip'],
        ['vip', 'repair'],
      ],
      cached_label_list: ['new, vip', 'vip, repair'],
    } as const;
    const [event, ...others] = eventsOf(about('conversation_updated', changes));
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      type: 'ConversationTagged',
      change: { tags_added: ['repair'], tags_removed: ['new'] },
    });
  });

  it('of other attributes are one event that names them', () => {
    const changes = { priority: ['low', 'urgent'], waiting_since: [1, null] } as const;
    const [event] = eventsOf(about('conversation_updated', changes, { priority: 'urgent' }));
    expect(event).toMatchObject({
      type: 'ConversationUpdated',
      metadata: { changed: 'priority,waiting_since', priority: 'urgent', previous_priority: 'low' },
    });
  });

  it('of the status are told, but close nothing a second time', () => {
    const changes = { status: [0, 1] } as const;
    const [event] = eventsOf(about('conversation_updated', changes, { status: 'resolved' }));
    expect(event).toMatchObject({
      type: 'ConversationUpdated',
      change: { status: 'closed', previous_status: 'open' },
    });
  });

  it('at once are an event each, with ids of their own, at the time of the change', () => {
    const changes = {
      assignee_id: [null, 9],
      label_list: [[], ['repair']],
      priority: [null, 'high'],
      updated_at: ['2025-11-23T12:14:00.000Z', '2025-11-23T12:14:20.100Z'],
    } as const;
    const events = eventsOf(about('conversation_updated', changes));
    expect(events.map(({ type }) => type)).toEqual([
      'ConversationAssigned',
      'ConversationTagged',
      'ConversationUpdated',
    ]);
    expect(new Set(events.map(({ id }) => id)).size).toBe(3);
    expect(events.map((event) => event.occurred_at)).toEqual(
      events.map(() => '2025-11-23T12:14:20.100Z'),
    );
  });

  it('that are not said are an update all the same', () => {
    expect(typesOf(about('conversation_updated'))).toEqual(['ConversationUpdated']);
    expect(typesOf({ ...about('conversation_updated'), changed_attributes: 'odd' })).toEqual([
      'ConversationUpdated',
    ]);
  });

  it('in the same second of a version that says less are told apart by the webhook', () => {
    const old = { updated_at: undefined };
    const key = (changes: Record<string, readonly [unknown, unknown]>) =>
      draftsOf(about('conversation_updated', changes, old))[0]?.fact.key;
    expect(key({ assignee_id: [null, 9] })).not.toBe(key({ assignee_id: [9, 12] }));
  });
});
