import { describe, expect, it } from '@jest/globals';
import { CONVERSATION_ID } from '../../../../core/events/event.ts';
import { Identity } from '../../../../core/events/identity.ts';

const identity = new Identity(Buffer.alloc(32, 7));

describe('identity', () => {
  it('is frozen: ids made by version 1 never change', () => {
    const thread = { key: '106540352242922:16505551234' };
    expect(identity.conversationId('acme', 'whatsapp', thread)).toBe(
      'cnv_Q44H31X9TTZCP0TYFYEG5FRA',
    );
    expect(identity.participantId('acme', 'whatsapp', '16505551234')).toBe(
      'usr_M1JT5GBVRX5GJQNHD613E0R3',
    );
  });

  it('gives different threads, accounts, providers and tenants different conversations', () => {
    const ids = [
      identity.conversationId('acme', 'slack', { key: 'C1' }),
      identity.conversationId('acme', 'slack', { key: 'C1', account: 'T1' }),
      identity.conversationId('acme', 'slack', { key: 'C2', account: 'T1' }),
      identity.conversationId('acme', 'line', { key: 'C1' }),
      identity.conversationId('other', 'slack', { key: 'C1' }),
      identity.accountConversationId('acme', 'slack', 'C1'),
      new Identity(Buffer.alloc(32, 8)).conversationId('acme', 'slack', { key: 'C1' }),
    ];
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(CONVERSATION_ID);
  });

  it('shows nothing of the phone number it is made from', () => {
    expect(identity.conversationId('acme', 'whatsapp', { key: '16505551234' })).not.toContain(
      '650555',
    );
  });
});
