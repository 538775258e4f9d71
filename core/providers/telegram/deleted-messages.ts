import type { EventDraft } from '../../events/draft.ts';
import { readEvent } from '../json-body.ts';
import { deletedMessages } from './payload.ts';
import { businessOf } from './people.ts';
import { factKey, messageIdOf, placeOf } from './place.ts';
import type { Update } from './update.ts';

/** `deleted_business_messages`: Telegram says neither when nor by whom. */
export function deletionEvents(update: Update): readonly EventDraft[] {
  const read = readEvent(update.value, deletedMessages);
  return read.message_ids.map((messageId) => {
    const id = messageIdOf(read, messageId);
    return {
      ...placeOf(update, read),
      fact: { key: factKey(update, read.chat, 'delete', id), part: 'delete', rank: 'changed' },
      type: 'MessageDeleted',
      occurredAt: null,
      actor: businessOf(update),
      message: { id },
    };
  });
}
