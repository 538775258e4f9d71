import type { DraftParticipant, EventDraft } from '../../events/draft.ts';
import { readEvent } from '../json-body.ts';
import { texts } from '../texts.ts';
import { timeOf } from './moment.ts';
import { type Message, messageEvent } from './payload.ts';
import { customerOf, inboxOf, personOf } from './people.ts';
import { placeOf } from './place.ts';
import type { Webhook } from './webhook.ts';

/** Chatwoot's kinds of messages in the order of its numbers, which stand for them in some versions. */
const KINDS = ['incoming', 'outgoing', 'activity', 'template'] as const;

export type Kind = (typeof KINDS)[number];

/** A message with who is who, and the parts that all its events share. */
export interface MessageCase {
  readonly webhook: Webhook;
  readonly message: Message;
  /** Absent for a kind that is not known. */
  readonly kind: Kind | undefined;
  readonly customer: DraftParticipant;
  readonly inbox: DraftParticipant;
  readonly shared: Pick<
    EventDraft,
    'occurredAt' | 'thread' | 'origin' | 'channel' | 'actor' | 'metadata'
  >;
}

/** Puts together what the events of a message share. */
export function caseOf(webhook: Webhook): MessageCase {
  const message = readEvent(webhook.whole, messageEvent);
  const { conversation, message_type: type } = message;
  const kind = KINDS.find((name, number) => type === name || type === number);
  const incoming = kind === 'incoming';
  const writer = message.sender ?? message.contact;
  const customer = customerOf(webhook, conversation, incoming ? writer : undefined);
  const inbox = inboxOf(webhook, message.inbox, conversation);
  const agent = message.sender ? personOf(webhook, message.sender, 'user') : inbox;
  return {
    webhook,
    message,
    kind,
    customer,
    inbox,
    shared: {
      ...placeOf(webhook, conversation, message),
      occurredAt: timeOf(message.created_at),
      actor: incoming ? customer : agent,
      metadata: metadataOf(message, kind),
    },
  };
}

function metadataOf(message: Message, kind: Kind | undefined) {
  const { content_attributes: attributes, additional_attributes: additional } = message;
  const mail = attributes?.email;
  const template = additional?.template_params;
  return texts({
    message_type: kind === 'template' || kind === 'activity' ? kind : undefined,
    private: message.private || undefined,
    content_type: message.content_type === 'text' ? undefined : message.content_type,
    channel_message_id: message.source_id,
    in_reply_to_external_id: attributes?.in_reply_to_external_id,
    automation_rule_id: attributes?.automation_rule_id,
    campaign_id: additional?.campaign_id,
    template_name: template?.name,
    template_language: template?.language,
    template_category: template?.category,
    email_subject: mail?.subject,
    email_from: mail?.from?.join(','),
    email_cc: mail?.cc?.join(','),
    email_message_id: mail?.message_id,
  });
}
