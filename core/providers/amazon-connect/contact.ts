import type { ChannelType } from '../../events/blocks.ts';
import type { DraftParticipant, EventDraft } from '../../events/draft.ts';
import { contentKey } from '../content-key.ts';
import { entryOf } from '../table-entry.ts';
import { texts } from '../texts.ts';
import type { BridgeEvent, ContactDetail } from './payload.ts';
import { agentOf, businessOf, customerOf, lastSegment } from './people.ts';

/** A contact event, with what EventBridge wrote around it. */
export interface Contact {
  readonly detail: ContactDetail;
  /** Absent where only the detail came (a rule with `$.detail` as its input path). */
  readonly bridge?: BridgeEvent | undefined;
  /** What came, for what the log has no type for. */
  readonly whole: unknown;
}

const SUBTYPES: Readonly<Record<string, ChannelType>> = {
  'connect:sms': 'sms',
  'connect:whatsapp': 'whatsapp',
  'connect:apple': 'apple',
  'connect:email': 'email',
};

const CHANNELS: Readonly<Record<string, ChannelType>> = {
  VOICE: 'voice',
  CHAT: 'web',
  EMAIL: 'email',
};

/** The first contact of the chain: transfers make new contacts, the conversation stays. */
export function conversationOf({ detail }: Contact): string {
  return detail.initialContactId || detail.contactId;
}

/** What all events of a contact have. */
export function sharedOf(contact: Contact) {
  const { detail, bridge } = contact;
  const conversationId = conversationOf(contact);
  return {
    thread: { key: conversationId },
    origin: {
      event_type: detail.eventType,
      event_id: bridge?.id,
      account_id: instanceOf(contact),
      conversation_id: conversationId,
    },
    channel: { type: channelOf(detail), metadata: channelMetadata(contact) },
    metadata: metadataOf(detail),
  } satisfies Partial<EventDraft>;
}

/** Names a fact of the contact; its event type alone is enough for what happens to it only once. */
export function factKey({ detail }: Contact, ...names: readonly string[]): string {
  return ['contact', detail.contactId, ...names].join(':');
}

/** The key of something that can happen to a contact again and has only the event's id to name it. */
export function eventKey(contact: Contact): string {
  const { detail, bridge, whole } = contact;
  return factKey(contact, detail.eventType.toLowerCase(), bridge?.id ?? contentKey(whole));
}

/** How the contact began, in capitals. */
export function methodOf({ detail }: Contact): string {
  return detail.initiationMethod?.toUpperCase() ?? '';
}

/** The queue that the contact stands in or came from. */
export function queueOf({ detail: { queueInfo } }: Contact): string | undefined {
  const arn = queueInfo?.queueArn ?? queueInfo?.arn;
  return arn ? lastSegment(arn) : undefined;
}

/** The agent of the contact, where it has one. */
export function agentIn({ detail }: Contact): DraftParticipant | null {
  const arn = detail.agentInfo?.agentArn;
  return arn ? agentOf(arn) : null;
}

/** The customer of the contact. */
export function customerIn(contact: Contact): DraftParticipant {
  const { customerId, customerEndpoint } = contact.detail;
  return customerOf(conversationOf(contact), {
    external_id: customerId || undefined,
    channel_id: customerEndpoint?.address,
    name: customerEndpoint?.displayName || undefined,
  });
}

/** The contact center. */
export function businessIn(contact: Contact): DraftParticipant {
  return businessOf(instanceOf(contact));
}

function instanceOf({ detail }: Contact): string | undefined {
  return detail.instanceArn ? lastSegment(detail.instanceArn) : undefined;
}

/** A chat's subtype tells where the customer really is. */
function channelOf({ channel, segmentAttributes }: ContactDetail): ChannelType {
  const subtype = segmentAttributes?.['connect:Subtype']?.valueString?.toLowerCase() ?? '';
  return entryOf(SUBTYPES, subtype) ?? CHANNELS[channel?.toUpperCase() ?? ''] ?? 'other';
}

function channelMetadata(contact: Contact): Record<string, string> {
  const { detail, bridge } = contact;
  const { tags, customerEndpoint, systemEndpoint, segmentAttributes } = detail;
  const metadata = texts({
    contact_id: detail.contactId,
    instance_id: instanceOf(contact),
    aws_account_id: bridge?.account,
    region: bridge?.region,
    connect_channel: detail.channel?.toUpperCase(),
    subtype: segmentAttributes?.['connect:Subtype']?.valueString,
    customer_endpoint: customerEndpoint?.address,
    system_endpoint: systemEndpoint?.address ?? tags?.['aws:connect:systemEndpoint'],
  });
  return metadata ?? {};
}

function metadataOf(detail: ContactDetail): Record<string, string> | undefined {
  return texts({
    initiation_method: detail.initiationMethod,
    previous_contact_id: detail.previousContactId,
    related_contact_id: detail.relatedContactId,
    customer_id: detail.customerId,
    disconnect_reason: detail.disconnectReason,
    answering_machine_detection_status: detail.answeringMachineDetectionStatus,
    after_contact_work_seconds: detail.agentInfo?.afterContactWorkDuration,
    updated_properties: detail.updatedProperties?.join(', '),
  });
}
