import { describe, expect, it } from '@jest/globals';
import { conversation, draftsOf, eventsOf } from './notifications.ts';

const contact = (more: object = {}) => ({
  type: 'contact',
  id: 'c1',
  external_id: 'cust-1',
  role: 'user',
  name: 'Kim',
  email: 'kim@mail.example',
  phone: null,
  custom_attributes: { plan: 'pro', nested: {} },
  ...more,
});

describe('a customer', () => {
  it.each([
    ['contact.user.created', contact(), {}],
    ['contact.user.updated', contact(), {}],
    ['contact.archived', contact(), { archived: 'true' }],
    [
      'contact.lead.tag.created',
      { contact: contact(), tag: { name: 'vip' } },
      { tag_added: 'vip' },
    ],
    [
      'contact.user.tag.deleted',
      { contact: contact(), tag: { name: 'vip' } },
      { tag_removed: 'vip' },
    ],
    [
      'granular.unsubscribe',
      { contact: contact(), subscription_types: { data: [{ id: '5' }, { id: '6' }] } },
      { subscription_type_ids: '5,6' },
    ],
  ])('of %s is updated', (topic, item, metadata) => {
    const [event] = eventsOf(topic, item);
    expect(event).toMatchObject({
      type: 'CustomerUpdated',
      participant: { role: 'customer', provider_id: 'c1', external_id: 'cust-1', name: 'Kim' },
    });
    expect(event?.metadata).toEqual({
      contact_role: 'user',
      email: 'kim@mail.example',
      'attribute.plan': 'pro',
      ...metadata,
    });
  });

  it.each([
    ['user.email.updated', contact({ type: 'user', external_id: undefined, user_id: 'cust-1' })],
    ['user.tag.created', { user: contact({ external_id: undefined, user_id: 'cust-1' }), tag: {} }],
    ['visitor.signed_up', contact({ type: 'user', external_id: undefined, user_id: 'cust-1' })],
  ])('of API 1.x (%s) is the contact of 2.x and of conversations', (topic, item) => {
    const [event] = eventsOf(topic, item);
    const [opened] = eventsOf('conversation.user.created', conversation());
    expect(event?.participant?.id).toBe(opened?.participant?.id);
    expect(event?.participant?.external_id).toBe('cust-1');
  });

  it('is deleted once, however often that is told', () => {
    const fact = (topic: string, id: string) =>
      draftsOf(topic, { type: 'contact', id: 'c1', deleted: true }, { id })[0]?.fact;
    expect(fact('contact.deleted', 'notif_1')).toEqual(fact('user.deleted', 'notif_2'));
    expect(eventsOf('contact.deleted', { id: 'c1' })[0]?.metadata).toMatchObject({
      deleted: 'true',
    });
  });

  it('is merged into another', () => {
    const merged_from = { type: 'contact', id: 'c0' };
    const [event] = eventsOf('contact.merged', contact({ merged_from }));
    expect(event?.type).toBe('CustomerMerged');
    expect(event?.merge?.into_id).toBe(event?.participant?.id);
    const [from] = eventsOf('contact.user.updated', contact({ id: 'c0' }));
    expect(event?.merge?.from_id).toBe(from?.participant?.id);
    expect(eventsOf('contact.merged', contact())[0]?.type).toBe('CustomerUpdated');
  });

  it('without an id is kept whole', () => {
    const [event] = eventsOf('contact.user.updated', { type: 'contact' });
    expect(event?.type).toBe('ProviderEvent');
  });

  it('of two notifications without ids is two facts', () => {
    const id = (contactId: string) =>
      eventsOf('contact.user.updated', contact({ id: contactId }), { id: null })[0]?.id;
    expect(id('c1')).not.toBe(id('c2'));
  });
});
