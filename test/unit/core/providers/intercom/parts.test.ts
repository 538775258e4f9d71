import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { openingEvents } from '../../../../../core/providers/intercom/opening.ts';
import { partEvents } from '../../../../../core/providers/intercom/parts.ts';
import { conversation as schema } from '../../../../../core/providers/intercom/payload.ts';
import { placeOf } from '../../../../../core/providers/intercom/place.ts';
import { ratingEvents } from '../../../../../core/providers/intercom/ratings.ts';
import {
  AT,
  ann,
  completed,
  conversation,
  conversationV1,
  draftsOf,
  eventsOf,
  fin,
  kim,
  part,
} from './notifications.ts';

/** The log events of one part in a notification. */
const told = (more: object, topic = 'conversation.admin.replied') =>
  eventsOf(topic, conversation([part(more)]));

describe('a part', () => {
  const toAnn = { assigned_to: { type: 'admin', id: '71' } };
  it.each([
    ['comment', {}, ['MessageReceived']],
    ['comment', { body: null, attachments: [] }, ['MessageReceived']],
    ['open', {}, ['ConversationReopened', 'MessageReceived']],
    ['open', { body: null }, ['ConversationReopened']],
    ['close', { author: ann, body: null }, ['ConversationClosed']],
    ['close', { author: ann }, ['ConversationClosed', 'MessageSent']],
    ['assignment', { author: ann, ...toAnn, body: null }, ['ConversationAssigned']],
    ['assignment', { author: ann, ...toAnn }, ['ConversationAssigned', 'MessageSent']],
    ['balanced_assignment', { author: fin, ...toAnn, body: null }, ['ConversationAssigned']],
    [
      'assign_and_reopen',
      { author: ann, ...toAnn, body: null },
      ['ConversationReopened', 'ConversationAssigned'],
    ],
    [
      'assign_and_unsnooze',
      { author: ann, ...toAnn, body: null },
      ['ConversationUpdated', 'ConversationAssigned'],
    ],
    ['snoozed', { author: ann, body: null }, ['ConversationUpdated']],
    ['timer_unsnooze', { author: fin, body: null }, ['ConversationUpdated']],
    ['note', { author: ann }, ['NoteAdded']],
    ['note_and_reopen', { author: ann }, ['ConversationReopened', 'NoteAdded']],
    ['note_and_unsnooze', { author: ann }, ['ConversationUpdated', 'NoteAdded']],
    ['channel_and_reply_time_expectation', { author: fin }, ['MessageSent']],
    ['conversation_sla_applied_by_rule', { body: null }, ['ConversationUpdated']],
    ['participant_added', { body: null }, ['ConversationUpdated']],
    ['attribute_collector', { author: fin, body: null }, ['ProviderEvent']],
    ['a_summary_for_teammates', { author: fin }, ['ProviderEvent']],
    ['comment', { redacted: true }, ['MessageReceived', 'MessageDeleted']],
  ])('%s %j becomes %j', (part_type, more, types) => {
    expect(told({ part_type, ...more }).map(({ type }) => type)).toEqual(types);
  });

  it.each([
    ['snoozed', 'pending'],
    ['unsnoozed', 'open'],
    ['timer_unsnooze', 'open'],
    ['open', 'open'],
    ['close', 'closed'],
  ])('%s leaves its conversation %s', (part_type, status) => {
    const [event] = told({ part_type, body: null, author: ann });
    expect(event?.change).toEqual({ status, reason: part_type });
  });

  it('happened when it was made, not when it was notified or sent', () => {
    const [event] = told({ updated_at: AT + 90, notified_at: AT + 95 });
    expect(event?.occurred_at).toBe(new Date((AT + 60) * 1000).toISOString());
  });

  it('is of its conversation, workspace and notification', () => {
    expect(told({})[0]?.origin).toMatchObject({
      account_id: 'shop',
      conversation_id: '300',
      event_type: 'conversation.admin.replied',
      event_id: 'notif_1',
    });
  });

  it.each([
    [kim, 'customer'],
    [{ ...kim, type: 'lead' }, 'customer'],
    [{ ...kim, type: 'contact' }, 'customer'],
    [ann, 'agent'],
    [fin, 'bot'],
    [{ ...ann, from_ai_agent: true }, 'bot'],
    [{ ...ann, is_ai_answer: true }, 'bot'],
    [{ type: 'team', id: '9' }, 'agent'],
    [{ type: 'nobody_admin', id: null }, 'system'],
    [null, 'system'],
  ])('of %j is by a %s', (author, role) => {
    const [event] = told({ author });
    expect(event?.actor.role).toBe(role);
    expect(event?.type).toBe(role === 'customer' ? 'MessageReceived' : 'MessageSent');
  });

  it('goes from the customer to the workspace, and back', () => {
    const [received] = told({});
    const [sent] = told({ author: ann });
    expect(received?.actor).toMatchObject({
      provider_id: 'c1',
      external_id: 'cust-1',
      name: 'Kim',
    });
    expect(received?.recipients).toEqual([
      expect.objectContaining({ role: 'system', provider_id: 'shop' }),
    ]);
    expect(sent?.recipients?.map(({ id }) => id)).toEqual([received?.actor.id]);
  });

  it('names the teammate, the team or nobody as the assignee', () => {
    const assigned = (assigned_to: unknown) =>
      told({ part_type: 'assignment', body: null, author: fin, assigned_to })[0];
    const [ofAnn] = told({ author: ann });
    const toAdmin = assigned({ type: 'admin', id: '71' });
    expect(toAdmin?.change?.assignee_id).toBe(ofAnn?.actor.id);
    expect(toAdmin?.participant?.id).toBe(ofAnn?.actor.id);
    expect(assigned('71')?.change?.assignee_id).toBe(ofAnn?.actor.id);
    expect(assigned({ type: 'team', id: '9' })?.change).toEqual({
      team_id: '9',
      reason: 'assignment',
    });
    expect(assigned({ type: 'nobody_admin', id: null })).toMatchObject({
      change: { reason: 'assignment' },
      metadata: { assigned_to: 'nobody_admin' },
    });
  });

  it('of the same second keep the order of their ids', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat({ max: 2 ** 20 - 1 }), { minLength: 2 }), (ids) => {
        const parts = ids.toSorted((a, b) => a - b).map((id) => part({ id: String(id) }));
        const events = eventsOf('conversation.read', conversation(parts));
        expect(events.map(({ id }) => id)).toEqual(events.map(({ id }) => id).sort());
      }),
      { numRuns: 30 },
    );
  });

  it('that closes with a reply is sent before it is closed', () => {
    const [closed, sent] = told({ part_type: 'close', author: ann });
    expect((sent?.id ?? '') < (closed?.id ?? '')).toBe(true);
  });
});

describe('the facts of a part', () => {
  const parts = [
    part({ id: '500', part_type: 'open' }),
    part({ id: '501', part_type: 'assignment', author: ann, created_at: AT + 61 }),
    part({ id: '502', part_type: 'note', author: ann, created_at: AT + 62 }),
    part({ id: '503', redacted: true, updated_at: AT + 80 }),
    part({ id: '504', part_type: 'close', body: null, author: ann, created_at: AT + 64 }),
    part({ id: '505', part_type: 'priority_changed', body: null, created_at: AT + 65 }),
    part({ id: '506', part_type: 'of_tomorrow', created_at: AT + 66 }),
  ];
  const rated = { rating: 4, remark: '', created_at: AT + 70, updated_at: AT + 75 };
  const whole = conversation(parts, { conversation_rating: rated });

  /** The conversation as the API returns it, through what the notifications go through. */
  function history() {
    const read = schema.parse(whole);
    const place = placeOf('shop', { event_type: 'history' }, read);
    const ofParts = parts.flatMap((raw) => partEvents(place, raw));
    return [...openingEvents(place, read), ...ofParts, ...ratingEvents(place, read)];
  }

  function notifications() {
    return [
      ...draftsOf('conversation.user.created', conversation()),
      ...parts.flatMap((raw) => draftsOf('conversation.user.replied', conversation([raw]))),
      ...draftsOf('conversation.rating.added', conversation([], { conversation_rating: rated })),
    ];
  }

  it('are the same from notifications and from history', () => {
    const factOf = ({ fact, occurredAt, thread }: ReturnType<typeof history>[number]) => {
      return { fact, occurredAt, thread };
    };
    expect(history().map(factOf)).toEqual(notifications().map(factOf));
    expect(completed(history()).map(({ id }) => id)).toEqual(
      completed(notifications()).map(({ id }) => id),
    );
  });

  it('do not depend on the topic, the notification or the attempt', () => {
    const facts = (topic: string, more = {}) => {
      return draftsOf(topic, conversation([part({ part_type: 'open' })]), more).map((d) => d.fact);
    };
    const again = { id: 'notif_2', created_at: AT + 500, delivery_attempts: 2 };
    expect(facts('conversation.admin.opened', again)).toEqual(facts('conversation.user.replied'));
  });

  it('are the same in API 1.x and 2.x', () => {
    const [v1] = [eventsOf('conversation.user.replied', conversationV1([part()]))];
    const [v2] = [eventsOf('conversation.user.replied', conversation([part()]))];
    const ids = (events: typeof v1) =>
      events.map(({ id, conversation_id, actor }) => [id, conversation_id, actor]);
    expect(ids(v1)).toEqual(ids(v2));
  });

  it('are those of a ticket part too', () => {
    const { fact } = draftsOf('conversation.admin.replied', conversation([part()]))[0] ?? {};
    const ticket = { type: 'ticket', id: '300', ticket_id: '7' };
    const item = { type: 'ticket_ticket_part', ticket, ticket_part: part() };
    expect(draftsOf('ticket.admin.replied', item)[0]?.fact).toEqual(fact);
  });

  it('differ between workspaces', () => {
    const [here] = draftsOf('conversation.user.replied', conversation([part()]));
    const [there] = draftsOf('conversation.user.replied', conversation([part()]), { app_id: 'eu' });
    expect(there?.fact.key).not.toBe(here?.fact.key);
    expect(there?.thread).not.toEqual(here?.thread);
    expect(there?.actor.key).not.toBe(here?.actor.key);
  });
});
