import { describe, expect, it } from '@jest/globals';
import { AT, ann, conversation, eventsOf, kim, part } from './notifications.ts';

const ticketPart = (more: object = {}) => part({ type: 'ticket_part', body: null, ...more });

const ticket = (parts: readonly object[] = [], more: object = {}) => ({
  type: 'ticket',
  id: '300',
  ticket_id: '7',
  ticket_attributes: { Serial: 'X1', Empty: null },
  ticket_state: { category: 'submitted', internal_label: 'New' },
  ticket_type: { name: 'Repairs' },
  contacts: { contacts: [{ type: 'contact', id: 'c1', external_id: 'cust-1' }] },
  admin_assignee_id: '0',
  team_assignee_id: '0',
  created_at: AT,
  updated_at: AT + 60,
  ticket_parts: { ticket_parts: parts },
  channel: 'messenger',
  ...more,
});

describe('a ticket', () => {
  it.each([
    ['ticket.admin.replied', { author: ann, body: '<p>Ok</p>' }, ['MessageSent']],
    ['ticket.contact.replied', { author: kim, body: '<p>Ok</p>' }, ['MessageReceived']],
    ['ticket.note.created', { part_type: 'note', author: ann, body: '<p>!</p>' }, ['NoteAdded']],
    [
      'ticket.admin.assigned',
      { part_type: 'assignment', author: ann, assigned_to: ann },
      ['ConversationAssigned'],
    ],
    [
      'ticket.attribute.updated',
      { part_type: 'ticket_attribute_updated_by_admin', author: ann },
      ['ConversationUpdated'],
    ],
  ])('of %s is what its part says', (topic, more, types) => {
    const item = { type: 'ticket_ticket_part', ticket: ticket(), ticket_part: ticketPart(more) };
    const events = eventsOf(topic, item);
    expect(events.map(({ type }) => type)).toEqual(types);
    expect(events[0]).toMatchObject({ ticket_id: '7', channel: { type: 'web' } });
  });

  it('is its conversation', () => {
    const [created] = eventsOf('ticket.created', ticket());
    const [opened] = eventsOf('conversation.user.created', conversation());
    expect(created?.conversation_id).toBe(opened?.conversation_id);
    expect(created?.id).toBe(opened?.id);
  });

  it('that is created opens its conversation and says what it is about', () => {
    const events = eventsOf('ticket.created', ticket());
    expect(events.map(({ type }) => type)).toEqual(['ConversationOpened', 'ConversationUpdated']);
    expect(events[1]?.metadata).toEqual({
      ticket_type: 'Repairs',
      ticket_state: 'submitted',
      ticket_state_label: 'New',
      'ticket_attribute.Serial': 'X1',
    });
  });

  it('with all its parts tells those of its last second only', () => {
    const states = { ticket_state: 'resolved', previous_ticket_state: 'submitted' };
    const parts = [
      ticketPart({ id: '498', created_at: AT + 30, body: '<p>Old</p>' }),
      ticketPart({ id: '499', part_type: 'close', author: ann }),
      ticketPart({ id: '500', part_type: 'ticket_state_updated_by_admin', author: ann, ...states }),
    ];
    for (const item of [ticket(parts), { ticket: ticket(parts) }]) {
      const events = eventsOf('ticket.closed', item);
      expect(events.map(({ type }) => type)).toEqual(['ConversationClosed', 'ConversationUpdated']);
      expect(events[1]?.metadata).toMatchObject(states);
    }
    const ids = (topic: string) => eventsOf(topic, ticket(parts)).map(({ id }) => id);
    expect(ids('ticket.resolved')).toEqual(ids('ticket.closed'));
  });

  it.each([
    ['ticket.closed', 'ConversationClosed'],
    ['ticket.state.updated', 'ConversationUpdated'],
    ['ticket.team.assigned', 'ConversationAssigned'],
    ['ticket.admin.replied', 'ProviderEvent'],
    ['ticket.rating.provided', 'ProviderEvent'],
  ])('of %s without a part is %s', (topic, type) => {
    const events = eventsOf(topic, ticket([], { team_assignee_id: '9' }));
    expect(events.map((event) => event.type)).toEqual([type]);
    expect(events[0]?.origin.conversation_id).toBe('300');
  });

  it.each([
    ['attached', 'CustomerJoined'],
    ['detached', 'CustomerLeft'],
  ])('has a contact %s', (step, type) => {
    const item = { ticket: { type: 'ticket', id: 300 }, contact: { type: 'contact', id: 'c2' } };
    const [event] = eventsOf(`ticket.contact.${step}`, item);
    expect(event).toMatchObject({ type, participant: { provider_id: 'c2' } });
    expect(event?.conversation_id).toBe(eventsOf('ticket.created', ticket())[0]?.conversation_id);
  });
});
