import type { EventDraft } from '../../events/draft.ts';
import type { MessageCase } from './message-case.ts';
import type { Message } from './payload.ts';

/**
 * A `system` message: the customer changed their number or id, or verified anew. A changed id is
 * told in the old id's conversation, so that both can be linked.
 */
export function systemEvents(
  { message: read, customer, shared }: MessageCase,
  system: NonNullable<Message['system']>,
): readonly EventDraft[] {
  const into = system.user_id ?? system.new_wa_id ?? system.wa_id;
  const fact = (part: string) => ({ key: `message:${read.id}`, part, rank: 'changed' as const });
  const reason = { ...shared.metadata, reason: system.type ?? 'system' };
  if (into !== undefined && into !== customer.key) {
    const merge = { participants: { from: customer.key, into } };
    return [{ ...shared, fact: fact('merge'), type: 'CustomerMerged', merge, metadata: reason }];
  }
  const what = { type: 'CustomerUpdated', participant: customer, metadata: reason } as const;
  return [{ ...shared, fact: fact('update'), ...what }];
}
