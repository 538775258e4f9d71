import type { EventDraft } from '../../events/draft.ts';
import type { SourceOptions } from '../adapter.ts';
import { callbackEvents } from './callback-query.ts';
import { deletionEvents } from './deleted-messages.ts';
import { memberEvents } from './membership.ts';
import { editEvents, messageEvents } from './messages.ts';
import { providerEvent } from './provider-event.ts';
import { reactionEvents } from './reactions.ts';
import { type Update, updateOf } from './update.ts';

type Normalize = (update: Update) => readonly EventDraft[];

const BY_KIND: ReadonlyMap<string, Normalize> = new Map<string, Normalize>([
  ['message', messageEvents],
  ['channel_post', messageEvents],
  ['business_message', messageEvents],
  ['edited_message', editEvents],
  ['edited_channel_post', editEvents],
  ['edited_business_message', editEvents],
  ['deleted_business_messages', deletionEvents],
  ['message_reaction', reactionEvents],
  ['callback_query', callbackEvents],
  ['my_chat_member', memberEvents],
  ['chat_member', memberEvents],
]);

/** The log events of an Update. */
export function normalize(event: unknown, options: SourceOptions): readonly EventDraft[] {
  const update = updateOf(event, options);
  return BY_KIND.get(update.kind)?.(update) ?? [providerEvent(update)];
}
