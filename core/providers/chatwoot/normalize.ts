import type { EventDraft } from '../../events/draft.ts';
import type { SourceOptions } from '../adapter.ts';
import { contactEvents } from './contacts.ts';
import { openedEvents, statusEvents, updatedEvents } from './conversations.ts';
import { updateEvents } from './message-updates.ts';
import { createdEvents } from './messages.ts';
import { providerEvent } from './provider-event.ts';
import { typingEvents } from './typing.ts';
import { type Webhook, webhookOf } from './webhook.ts';

type Normalize = (webhook: Webhook) => readonly EventDraft[];

const BY_EVENT: ReadonlyMap<string, Normalize> = new Map<string, Normalize>([
  ['message_created', createdEvents],
  ['message_updated', updateEvents],
  ['conversation_created', openedEvents],
  ['conversation_status_changed', statusEvents],
  ['conversation_opened', statusEvents],
  ['conversation_resolved', statusEvents],
  ['conversation_updated', updatedEvents],
  ['conversation_typing_on', typingEvents],
  ['conversation_typing_off', typingEvents],
  ['contact_created', contactEvents],
  ['contact_updated', contactEvents],
]);

/** The log events of a webhook: others (visits, inboxes, rules...) are kept whole. */
export function normalize(event: unknown, options: SourceOptions): readonly EventDraft[] {
  const webhook = webhookOf(event, options);
  return BY_EVENT.get(webhook.event)?.(webhook) ?? [providerEvent(webhook)];
}
