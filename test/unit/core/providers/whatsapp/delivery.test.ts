import { describe, expect, it } from '@jest/globals';
import { whatsapp } from '../../../../../core/providers/whatsapp/index.ts';
import { eventsOf, message, noor, requestOf, webhook } from './webhooks.ts';

describe('a delivery', () => {
  it('gives each of its events on its own, whatever the others are', () => {
    const body = webhook({ messages: [message({}), { id: 7 }, message({ id: 'wamid.3' })] });
    const units = whatsapp.read(requestOf(body));
    const outcomes = units.map((unit) => {
      try {
        return whatsapp.normalize(unit, {}).length;
      } catch (error) {
        return error;
      }
    });
    expect(outcomes).toEqual([1, expect.objectContaining({ code: 'unreadable_event' }), 1]);
  });

  it('about the account is filed under no customer', () => {
    const [event] = eventsOf(
      webhook(
        { metadata: undefined, event: 'APPROVED' },
        { field: 'message_template_status_update' },
      ),
    );
    expect(event).toMatchObject({ type: 'ProviderEvent', payload: { event: 'APPROVED' } });
    expect(event?.origin.conversation_id).toBeUndefined();
  });

  it('about the account happened when its entry says, where nothing in it does', () => {
    const update = { metadata: undefined, event: 'VERIFIED_ACCOUNT' };
    const [event] = eventsOf(webhook(update, { field: 'account_update', time: 1763900000 }));
    expect(event?.occurred_at).toBe('2025-11-23T12:13:20.000Z');
    const [draft] = whatsapp
      .read(requestOf(webhook(update, { field: 'account_update' })))
      .flatMap((unit) => whatsapp.normalize(unit, {}));
    expect(draft?.occurredAt).toBeNull();
  });

  it('of errors alone is kept whole', () => {
    const errors = [{ code: 130429, title: 'Rate limit hit' }];
    const [event, ...others] = eventsOf(webhook({ contacts: undefined, errors }));
    expect(event).toMatchObject({ type: 'ProviderEvent', payload: { errors } });
    expect(others).toEqual([]);
  });

  it.each([
    ['user_preferences', { user_id: 'DE.1', category: 'marketing_messages', value: 'stop' }],
    ['calls', { from: '491555', to: '15550100200', direction: 'USER_INITIATED' }],
    ['calls', { from: '15550100200', to_user_id: 'DE.1', direction: 'BUSINESS_INITIATED' }],
  ])("with %s is the customer's: %j", (field, member) => {
    const value = { [field]: [{ ...member, timestamp: 1763900000 }] };
    const [event] = eventsOf(webhook(value, { field }));
    const [text] = eventsOf(webhook({ messages: [message({})] }));
    expect(event).toMatchObject({
      type: 'ProviderEvent',
      conversation_id: text?.conversation_id,
      occurred_at: '2025-11-23T12:13:20.000Z',
      payload: member,
    });
  });

  it('with a changed user id links the two in the conversation of the old', () => {
    const user_id = { previous: 'DE.1', current: 'DE.2' };
    const update = { wa_id: '491555', user_id, timestamp: '1763900000' };
    const value = { contacts: [{ ...noor, user_id: 'DE.2' }], user_id_update: [update] };
    const [event] = eventsOf(webhook(value, { field: 'user_id_update' }));
    const [text] = eventsOf(webhook({ messages: [message({})] }));
    expect(event).toMatchObject({
      type: 'CustomerMerged',
      conversation_id: text?.conversation_id,
      merge: { from_id: text?.actor.id },
    });
  });

  it('of a thousand customers names each of them, one bad card or not', () => {
    const ids = Array.from({ length: 1000 }, (_, i) => i);
    const contacts = ids.map((i) => ({
      profile: { name: `Name ${i}`, username: `user${i}` },
      wa_id: `49${i}`,
      user_id: `DE.${i}`,
    }));
    const messages = ids.map((i) => message({ id: `wamid.${i}`, from: `49${i}` }));
    const events = eventsOf(webhook({ contacts: [{ wa_id: 7 }, null, ...contacts], messages }));
    const named = events.map(({ actor, metadata }) => [actor.name, metadata?.username]);
    expect(named).toEqual(ids.map((i) => [`Name ${i}`, `user${i}`]));
    expect(new Set(events.map((event) => event.conversation_id)).size).toBe(1000);
  });

  it.each(['{', '[]', '{"object":"page","entry":[]}', ''])('that is %j cannot be read', (body) => {
    const unreadable = expect.objectContaining({ code: 'unreadable_delivery' });
    expect(() => whatsapp.read(requestOf(body))).toThrow(unreadable);
  });
});
