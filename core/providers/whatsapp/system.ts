import type { EventDraft } from '../../events/draft.ts';
import type { MessageCase } from './message-case.ts';
import type { Message } from './payload.ts';

type System = NonNullable<Message['system']>;

/** Kinds that give the customer another id; `customer_` was the name up to version 11. */
const CHANGES_OF_ID = ['user_changed_number', 'user_changed_user_id', 'customer_changed_number'];

/**
 * A `system` message: the customer changed their number or id, or verified anew. A changed id is
 * told in the old id's conversation, so that both can be linked.
 * Source: Meta, "System messages webhook reference" (`previous_user_id` since August 2026).
 */
export function systemEvents(
  { message: read, customer, shared }: MessageCase,
  system: System,
): readonly EventDraft[] {
  const into = newIdOf(system);
  const fact = (part: string) => ({ key: `message:${read.id}`, part, rank: 'changed' as const });
  const reason = { ...shared.metadata, reason: system.type ?? 'system' };
  if (into !== undefined && into !== customer.key) {
    const merge = { participants: { from: customer.key, into } };
    return [{ ...shared, fact: fact('merge'), type: 'CustomerMerged', merge, metadata: reason }];
  }
  const what = { type: 'CustomerUpdated', participant: customer, metadata: reason } as const;
  return [{ ...shared, fact: fact('update'), ...what }];
}

function newIdOf({ type, user_id, new_wa_id, wa_id }: System): string | undefined {
  if (!type || !CHANGES_OF_ID.includes(type)) return undefined;
  return user_id ?? new_wa_id ?? wa_id;
}
