import { describe, expect, it } from '@jest/globals';
import { conversationOf, eventsOf, ticketEvents, userId, webhook } from './webhooks.ts';

describe('a ticket', () => {
  it('is opened when it was made, with its customer and what is known of it', () => {
    const [opened] = ticketEvents('created', {}, { actor_id: '21', priority: 'HIGH' });
    expect(opened).toMatchObject({
      type: 'ConversationOpened',
      occurred_at: '2026-11-23T09:30:00.000Z',
      ticket_id: '42',
      actor: { role: 'customer', id: userId('21') },
      participant: { role: 'customer', id: userId('21') },
      change: { status: 'open', assignee_id: userId('7'), team_id: '5', tags_added: ['fridge'] },
      metadata: { subject: 'Humming fridge', priority: 'high', status: 'open' },
    });
  });

  it('without a description has no message', () => {
    expect(ticketEvents('created', {}, { description: null })).toHaveLength(1);
  });

  it.each([
    ['of the requester', {}, 'MessageReceived', 'customer'],
    ['that an agent wrote', { submitter_id: '7' }, 'MessageSent', 'agent'],
    ['that is a note', { submitter_id: '7', is_public: false }, 'NoteAdded', 'agent'],
  ])('with a description %s says it', (_, detail, type, role) => {
    const [, said] = ticketEvents('created', {}, detail);
    expect(said).toMatchObject({ type, actor: { role }, message: { id: '42:description' } });
  });

  it('is known by its subject where its detail lacks the id', () => {
    const [event] = ticketEvents('marked_as_spam', {}, { id: null });
    expect(event).toMatchObject({ ticket_id: '42', conversation_id: conversationOf('42') });
  });

  it('without a time of making is opened at the time of the event', () => {
    const [opened] = ticketEvents('created', {}, { created_at: null });
    expect(opened?.occurred_at).toBe('2026-11-23T10:00:00.123Z');
  });

  it('is a conversation of its own in each account', () => {
    const [other] = eventsOf(webhook('ticket.soft_deleted', {}, {}, { account_id: '812' }));
    expect(other?.conversation_id).not.toBe(conversationOf('42'));
    const [same] = eventsOf(webhook('ticket.soft_deleted', {}, {}, { account_id: '811' }));
    expect(same?.conversation_id).toBe(conversationOf('42'));
  });
});

describe('a status', () => {
  it.each([
    ['OPEN', 'SOLVED', 'ConversationClosed', 'open', 'closed'],
    ['PENDING', 'CLOSED', 'ConversationClosed', 'pending', 'closed'],
    ['SOLVED', 'CLOSED', 'ConversationUpdated', 'closed', 'closed'],
    ['SOLVED', 'OPEN', 'ConversationReopened', 'closed', 'open'],
    ['SOLVED', 'HOLD', 'ConversationReopened', 'closed', 'pending'],
    ['NEW', 'OPEN', 'ConversationUpdated', 'open', 'open'],
    ['OPEN', 'PENDING', 'ConversationUpdated', 'open', 'pending'],
    ['pending', 'open', 'ConversationUpdated', 'pending', 'open'],
    [null, 'SOLVED', 'ConversationClosed', undefined, 'closed'],
  ])('from %s to %s is a %s', (previous, current, type, previous_status, status) => {
    const [event] = ticketEvents('status_changed', { current, previous });
    expect(event?.type).toBe(type);
    expect(event?.change).toEqual({ status, previous_status, reason: current.toLowerCase() });
  });

  it('that is not known is kept whole', () => {
    const [event] = ticketEvents('status_changed', { current: 'SNOOZED', previous: 'OPEN' });
    expect(event).toMatchObject({
      type: 'ProviderEvent',
      payload: { event: { current: 'SNOOZED' } },
    });
  });
});

describe('an assignment', () => {
  it.each([
    [null, '7', 'ConversationAssigned'],
    ['0', 7, 'ConversationAssigned'],
    ['8', '7', 'ConversationTransferred'],
    ['8', '', 'ConversationUpdated'],
  ])('of the agent from %p to %p is a %s', (previous, current, type) => {
    const [event] = ticketEvents('agent_assignment_changed', { current, previous });
    expect(event?.type).toBe(type);
    expect(event?.change?.assignee_id).toBe(current ? userId('7') : undefined);
    expect(event?.change?.previous_assignee_id).toBe(previous === '8' ? userId('8') : undefined);
    expect(event?.participant?.role).toBe(current ? 'agent' : undefined);
  });

  it.each([
    ['0', '5', 'ConversationAssigned'],
    ['4', '5', 'ConversationTransferred'],
    ['4', null, 'ConversationUpdated'],
  ])('of the group from %p to %p is a %s', (previous, current, type) => {
    const [event] = ticketEvents('group_assignment_changed', { current, previous });
    expect(event).toMatchObject({ type, change: current ? { team_id: '5' } : {} });
  });
});

describe('tags', () => {
  const tags = { tags_added: ['hum', '0'], tags_removed: [] };

  it('come and go', () => {
    const [event, ...others] = ticketEvents('tags_changed', tags);
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      type: 'ConversationTagged',
      change: { tags_added: ['hum', '0'] },
    });
    expect(event?.change?.tags_removed).toBeUndefined();
  });

  it('of a field are told beside the field', () => {
    const field = { custom_field: { id: 9, title: 'Noise', type: 'tagger' } };
    const values = { current: { value: 'hum' }, previous: { value: null } };
    const events = ticketEvents('custom_field_changed', { ...field, ...values, ...tags });
    expect(events).toMatchObject([
      {
        type: 'ConversationUpdated',
        metadata: { changed: 'custom_field', current: 'hum', field_id: '9', field_title: 'Noise' },
      },
      { type: 'ConversationTagged', change: { tags_added: ['hum', '0'] } },
    ]);
    expect(new Set(events.map(({ id }) => id)).size).toBe(2);
  });

  it('that are none are kept whole', () => {
    expect(ticketEvents('tags_changed', { tags_added: 5 })[0]?.type).toBe('ProviderEvent');
  });
});

describe('people of a ticket', () => {
  it.each([
    ['email_ccs_changed', 'Customer', 'customer'],
    ['followers_changed', 'Agent', 'agent'],
  ])('in %s join and leave', (kind, who, role) => {
    const events = ticketEvents(kind, { users_added: ['31', 32], users_removed: '33 34' });
    expect(events.map(({ type, participant }) => [type, participant?.provider_id])).toEqual([
      [`${who}Left`, '33'],
      [`${who}Left`, '34'],
      [`${who}Joined`, '31'],
      [`${who}Joined`, '32'],
    ]);
    expect(events.every(({ participant }) => participant?.role === role)).toBe(true);
    expect(new Set(events.map(({ id }) => id)).size).toBe(4);
  });

  it('of whom nobody came or left are kept whole', () => {
    expect(ticketEvents('email_ccs_changed', { users_added: '' })[0]?.type).toBe('ProviderEvent');
  });
});

describe('the end of a ticket', () => {
  it('merged into another links the two conversations', () => {
    const [event] = ticketEvents('merged', { target_ticket_id: 43 });
    expect(event).toMatchObject({
      type: 'ConversationMerged',
      merge: { from_id: conversationOf('42'), into_id: conversationOf('43') },
    });
    expect(ticketEvents('merged', {})[0]?.type).toBe('ProviderEvent');
  });

  it.each([
    ['soft_deleted', { type: 'ConversationDeleted', metadata: { deletion: 'soft' } }],
    ['permanently_deleted', { type: 'ConversationDeleted', metadata: { deletion: 'permanent' } }],
    ['marked_as_spam', { type: 'ConversationAnnotated', annotation: { label: 'spam' } }],
  ])('%s', (kind, expected) => {
    expect(ticketEvents(kind, {})).toMatchObject([expected]);
  });

  it.each([
    ['OPEN', 'ConversationReopened', 'open'],
    ['HOLD', 'ConversationReopened', 'pending'],
    ['SOLVED', 'ConversationUpdated', 'closed'],
    ['SNOOZED', 'ConversationUpdated', undefined],
  ])('taken back, %s: %s', (status, type, expected) => {
    const [event] = ticketEvents('undeleted', {}, { status });
    expect(event).toMatchObject({ type, metadata: { changed: 'deleted', current: 'false' } });
    expect(event?.change?.status).toBe(expected);
  });
});

describe('a rating', () => {
  it.each([
    ['GOOD', 1, undefined],
    ['good_with_comment', 1, 'Silent now.'],
    ['BAD', 0, undefined],
  ])('%s is %d of 1', (score, expected, comment) => {
    const event = { satisfaction_score: { score, comment } };
    expect(ticketEvents('csat_received', event)).toMatchObject([
      {
        type: 'RatingGiven',
        actor: { role: 'customer', id: userId('21') },
        rating: { score: expected, scale: 1, ...(comment && { comment }) },
      },
    ]);
  });

  it.each([[{}], [{ satisfaction_score: { score: 4 } }], [{ satisfaction_score: 'OFFERED' }]])(
    'of no known scale is kept whole: %j',
    (event) => {
      expect(ticketEvents('csat_received', event)[0]).toMatchObject({
        type: 'ProviderEvent',
        payload: { event },
      });
    },
  );
});

describe('another change', () => {
  it.each([
    ['subject_changed', { current: 'Hum', previous: 'Noise' }, 'subject', 'Hum'],
    ['priority_changed', { current: 'HIGH', previous: null }, 'priority', 'high'],
    ['external_id_changed', { current: 'A-1' }, 'external_id', 'A-1'],
    ['moon_phase_changed', { current: 3 }, 'moon_phase', '3'],
    ['custom_field_changed', { current: { value: ['a', 'b'] } }, 'custom_field', 'a,b'],
  ])('%s is told by its values', (kind, event, changed, current) => {
    const [update] = ticketEvents(kind, event);
    expect(update).toMatchObject({ type: 'ConversationUpdated', metadata: { changed, current } });
    expect(update?.payload).toBeUndefined();
  });

  it('of the requester names the new customer', () => {
    const [event] = ticketEvents('requester_changed', { current: '22', previous: '21' });
    expect(event?.participant).toMatchObject({ role: 'customer', id: userId('22') });
  });

  it.each([
    ['sla_policy_changed', { current: { id: 1, name: 'Gold' } }],
    ['csat_requested', {}],
  ])('%s is kept whole where no text tells it', (kind, event) => {
    expect(ticketEvents(kind, event)).toMatchObject([
      { type: 'ConversationUpdated', payload: { event } },
    ]);
  });

  it('of a kind that Zendesk adds is kept whole, with its ticket', () => {
    expect(ticketEvents('hummed', { loud: true })).toMatchObject([
      { type: 'ProviderEvent', ticket_id: '42', payload: { event: { loud: true } } },
    ]);
  });

  it('says of which action it was part', () => {
    const meta = { sequence: { id: 'S1', position: 2, total: 2 } };
    const [event] = ticketEvents('subject_changed', { current: 'Hum', meta });
    expect(event?.metadata).toEqual({ changed: 'subject', current: 'Hum', sequence_id: 'S1' });
  });
});
