import type { Block, EventType } from '../../core/events/catalogue.ts';
import { requiredBlocks } from '../../core/events/catalogue.ts';
import { completeEvent, type EventDraft, type IdentifiedEvent } from '../../core/events/draft.ts';
import { Identity } from '../../core/events/identity.ts';
import { type PreparedEvent, prepareEvent } from '../../core/store/item.ts';

/** The identity under which tests make ids. */
export const testIdentity = new Identity(Buffer.alloc(32, 7));

const customer = { role: 'customer', key: 'c1', channel_id: '+15550100', name: 'Ada' } as const;
const agent = { role: 'agent', key: 'a1', name: 'Grace' } as const;
const business = { role: 'system', key: 'business' } as const;

/** A value for every block that an event type can require. */
const BLOCKS: { readonly [Name in Exclude<Block, 'content'>]: Partial<EventDraft> } = {
  recipients: { recipients: [business] },
  participant: { participant: agent },
  message: { message: { id: 'm1' } },
  change: { change: { status: 'open', assignee: 'a1' } },
  reaction: { reaction: { emoji: '👍', action: 'added' } },
  postback: { postback: { payload: 'yes', title: 'Yes' } },
  referral: { referral: { source: 'ad', ad_id: '7' } },
  rating: { rating: { score: 4, scale: 5 } },
  annotation: { annotation: { label: 'spam', score: 0.9 } },
  merge: { merge: { participants: { from: 'c1', into: 'c2' } } },
  note: { note: { text: 'call back', format: 'plain' } },
  error: { error: { code: '131049', message: 'not delivered' } },
  metadata: { metadata: { event_id: '01KATM3BG0000084Y6VWHWRKZX' } },
  payload: { payload: { anything: [1, 'two', null] } },
};

/** The least draft of a type: exactly the blocks it requires. */
export function draftOf(type: EventType, overrides: Partial<EventDraft> = {}): EventDraft {
  const blocks = requiredBlocks(type).map((block) => {
    return block === 'content' ? withContent : BLOCKS[block];
  });
  return Object.assign({ ...bareDraft, type }, ...blocks, overrides);
}

const withContent: Partial<EventDraft> = {
  message: { id: 'm1', content: { type: 'text', text: 'Hello', format: 'plain' } },
};

const bareDraft: Omit<EventDraft, 'type'> = {
  fact: { key: 'message:m1', part: 'message', rank: 'received' },
  occurredAt: Date.UTC(2026, 10, 23, 9, 30),
  thread: { key: 't1' },
  origin: { event_type: 'test', account_id: 'acc', conversation_id: 't1' },
  channel: { type: 'whatsapp', metadata: { phone_number_id: '106' } },
  actor: customer,
};

/** Completes a draft as the tenant `acme` would. */
export function completed(draft: EventDraft, tenantId = 'acme'): IdentifiedEvent {
  return completeEvent(draft, draft.occurredAt ?? 0, {
    tenantId,
    sourceId: 'src',
    provider: 'test',
    deliveryId: 'dlv_1',
    identity: testIdentity,
  });
}

/** A prepared message event of its own fact, time and conversation. */
export function messageEvent(
  key: string,
  occurredAt: number,
  { tenantId = 'acme', thread = 't1', text = 'Hello' } = {},
): PreparedEvent {
  const draft = draftOf('MessageReceived', {
    fact: { key: `message:${key}`, part: 'message', rank: 'received' },
    occurredAt,
    thread: { key: thread },
    message: { id: key, content: { type: 'text', text, format: 'plain' } },
  });
  return prepareEvent(completed(draft, tenantId));
}
