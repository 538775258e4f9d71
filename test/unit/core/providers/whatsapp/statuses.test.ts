import { describe, expect, it } from '@jest/globals';
import { eventsOf, noor, webhook } from './webhooks.ts';

const statusOf = (more: object, value: object = {}) => {
  const status = { id: 'wamid.9', status: 'read', timestamp: '1763900001', ...more };
  return eventsOf(webhook({ statuses: [status], ...value }));
};

describe('statuses', () => {
  it.each([
    ['sent', 'MessageAccepted'],
    ['delivered', 'MessageDelivered'],
    ['read', 'MessageRead'],
    ['played', 'MessageRead'],
    ['constructor', 'ProviderEvent'],
  ])('%s become %s', (status, type) => {
    expect(statusOf({ status, recipient_id: '491555' })[0]?.type).toBe(type);
  });

  it('that failed say why', () => {
    const errors = [{ code: 131049, title: 'No', error_data: { details: 'Not delivered' } }];
    const [event] = statusOf({ status: 'failed', recipient_id: '491555', errors });
    expect(event).toMatchObject({
      type: 'MessageFailed',
      error: { code: '131049', message: 'Not delivered' },
    });
  });

  it('of a message are told apart by state, and in groups by participant', () => {
    const group = { recipient_type: 'group', recipient_id: 'g1' };
    const ids = [
      statusOf({ status: 'read', recipient_id: '491555' }),
      statusOf({ status: 'delivered', recipient_id: '491555' }),
      statusOf({ ...group, recipient_participant_id: '1' }),
      statusOf({ ...group, recipient_participant_id: '2' }),
    ].map(([event]) => event?.id);
    expect(new Set(ids).size).toBe(4);
  });

  it('of a message sent to the id that portfolios share belong to the customer', () => {
    const contacts = [{ ...noor, parent_user_id: 'DE.ENT.7' }];
    const [shared] = statusOf({ recipient_user_id: 'DE.ENT.7' }, { contacts });
    const [own] = statusOf({ recipient_user_id: 'DE.1' });
    expect(shared?.conversation_id).toBe(own?.conversation_id);
    expect(shared?.actor).toMatchObject({ id: own?.actor.id, provider_id: 'DE.1' });
  });

  it("of a group that name no member are the number's, in the conversation of the group", () => {
    const group = { status: 'sent', recipient_type: 'group', recipient_id: 'g1' };
    const [event] = statusOf(group);
    const [read] = statusOf({ ...group, status: 'read', recipient_participant_id: '491555' });
    expect(event).toMatchObject({ type: 'MessageAccepted', actor: { provider_id: 'pn1' } });
    expect(event?.recipients).toBeUndefined();
    expect(event?.conversation_id).toBe(read?.conversation_id);
    expect(read?.actor).toMatchObject({ role: 'customer', name: 'Noor' });
  });

  it('that failed and name only the number are joined by the id of the message', () => {
    const [failed] = statusOf(
      { status: 'failed', recipient_id: '491555' },
      { contacts: undefined },
    );
    const [sent] = statusOf({ status: 'sent', recipient_id: '491555' });
    expect(failed?.conversation_id).not.toBe(sent?.conversation_id);
    expect(failed?.message?.id).toBe(sent?.message?.id);
  });

  it('keep what they cost and the tag the business gave', () => {
    const [event] = statusOf({
      status: 'sent',
      biz_opaque_callback_data: 'order-7',
      conversation: { id: 'bill-1', origin: { type: 'service' } },
      pricing: { billable: false, pricing_model: 'PMP', category: 'service' },
    });
    expect(event?.metadata).toEqual({
      biz_opaque_callback_data: 'order-7',
      billing_conversation_id: 'bill-1',
      billing_origin: 'service',
      billable: 'false',
      pricing_model: 'PMP',
      pricing_category: 'service',
    });
  });
});
