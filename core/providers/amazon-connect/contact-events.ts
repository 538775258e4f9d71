import type { EventDraft } from '../../events/draft.ts';
import { jsonOf } from '../json-value.ts';
import {
  agentIn,
  businessIn,
  type Contact,
  conversationOf,
  customerIn,
  eventKey,
  factKey,
  methodOf,
  queueOf,
  sharedOf,
} from './contact.ts';
import { firstTime } from './times.ts';

type Normalize = (contact: Contact) => readonly EventDraft[];

/** Contacts beside a conversation: a supervisor who listens, somebody outside who is called in. */
const SIDE_CONTACTS = new Set(['MONITOR', 'EXTERNAL_OUTBOUND']);

const TRANSFERS = new Set(['TRANSFER', 'QUEUE_TRANSFER']);

/** Contacts that the business began. */
const BY_BUSINESS = new Set([
  'OUTBOUND',
  'CALLBACK',
  'AGENT_REPLY',
  'FLOW',
  'DISCONNECT',
  ...TRANSFERS,
]);

const BY_TYPE: ReadonlyMap<string, Normalize> = new Map<string, Normalize>([
  ['INITIATED', initiated],
  ['QUEUED', queued],
  ['CONNECTED_TO_AGENT', connected],
  ['CONTACT_DATA_UPDATED', updated],
  ['PAUSED', (contact) => [updateEvent(contact, { status: 'pending' })]],
  ['RESUMED', (contact) => [updateEvent(contact, { status: 'open' })]],
  ['DISCONNECTED', disconnected],
  ['COMPLETED', completed],
]);

/** The log events of a contact event. */
export function contactEvents(contact: Contact): readonly EventDraft[] {
  const normalize = BY_TYPE.get(contact.detail.eventType.toUpperCase());
  return normalize?.(contact) ?? [unknownEvent(contact)];
}

/** The first contact of a chain opens the conversation; a transfer or a callback carries it on. */
function initiated(contact: Contact): readonly EventDraft[] {
  const method = methodOf(contact);
  if (SIDE_CONTACTS.has(method)) return [unknownEvent(contact)];
  const { detail, bridge } = contact;
  const first = detail.contactId === conversationOf(contact);
  const opening = first ? 'ConversationOpened' : 'ConversationReopened';
  const transferred = TRANSFERS.has(method);
  return [
    {
      ...sharedOf(contact),
      fact: { key: factKey(contact, 'initiated'), part: 'initiated', rank: 'opened' },
      type: transferred ? 'ConversationTransferred' : opening,
      occurredAt: firstTime(detail.initiationTimestamp, bridge?.time),
      actor: BY_BUSINESS.has(method)
        ? (agentIn(contact) ?? businessIn(contact))
        : customerIn(contact),
      change: transferred ? { team_id: queueOf(contact) } : { status: 'open' },
    },
  ];
}

/** A queue is the team that the conversation waits for. */
function queued(contact: Contact): readonly EventDraft[] {
  const queue = queueOf(contact);
  if (queue === undefined) return [unknownEvent(contact)];
  const { detail, bridge } = contact;
  const occurredAt = firstTime(detail.queueInfo?.enqueueTimestamp, bridge?.time);
  return [
    {
      ...sharedOf(contact),
      // A contact can stand in the same queue more than once.
      fact: {
        key: factKey(contact, 'queued', queue, String(occurredAt ?? '')),
        part: 'queued',
        rank: 'assigned',
      },
      type: 'ConversationAssigned',
      occurredAt,
      actor: businessIn(contact),
      change: { team_id: queue },
    },
  ];
}

/** The agent joins and is who the conversation is assigned to; a supervisor only joins. */
function connected(contact: Contact): readonly EventDraft[] {
  const agent = agentIn(contact);
  if (!agent) return [unknownEvent(contact)];
  const { detail, bridge } = contact;
  const shared = {
    ...sharedOf(contact),
    occurredAt: firstTime(detail.agentInfo?.connectedToAgentTimestamp, bridge?.time),
    actor: agent,
  };
  const key = factKey(contact, 'connected_to_agent', agent.key);
  const joined: EventDraft = {
    ...shared,
    fact: { key, part: 'agent', rank: 'joined' },
    type: 'AgentJoined',
    participant: agent,
  };
  if (SIDE_CONTACTS.has(methodOf(contact))) return [joined];
  const assigned: EventDraft = {
    ...shared,
    fact: { key, part: 'assignment', rank: 'assigned' },
    type: 'ConversationAssigned',
    change: { assignee: agent.key, team_id: queueOf(contact) },
  };
  return [joined, assigned];
}

/** The event brings all tags of the contact, not the ones that are new. */
function updated(contact: Contact): readonly EventDraft[] {
  const { detail } = contact;
  const properties = detail.updatedProperties ?? [];
  const tags = Object.entries(detail.tags ?? {})
    .filter(([name]) => !name.startsWith('aws:'))
    .map(([name, value]) => `${name}:${value}`);
  const tagged: EventDraft = {
    ...updateEvent(contact),
    fact: { key: eventKey(contact), part: 'tags', rank: 'changed' },
    type: 'ConversationTagged',
    change: { tags_added: tags },
    payload: undefined,
  };
  const only = properties.length === 1;
  if (!properties.includes('Tags') || tags.length === 0) return [updateEvent(contact)];
  return only ? [tagged] : [tagged, updateEvent(contact)];
}

function updateEvent(contact: Contact, change?: EventDraft['change']): EventDraft {
  return {
    ...sharedOf(contact),
    fact: { key: eventKey(contact), part: 'update', rank: 'changed' },
    type: 'ConversationUpdated',
    occurredAt: firstTime(contact.bridge?.time),
    actor: businessIn(contact),
    change,
    payload: change ? undefined : jsonOf(contact.whole),
  };
}

function disconnected(contact: Contact): readonly EventDraft[] {
  const { detail, bridge } = contact;
  const agent = agentIn(contact);
  const key = factKey(contact, 'disconnected');
  const shared = {
    ...sharedOf(contact),
    occurredAt: firstTime(detail.disconnectTimestamp, bridge?.time),
  };
  const left: EventDraft[] = agent
    ? [
        {
          ...shared,
          fact: { key, part: 'agent', rank: 'left' },
          type: 'AgentLeft',
          actor: agent,
          participant: agent,
        },
      ]
    : [];
  if (SIDE_CONTACTS.has(methodOf(contact))) return [...left, unknownEvent(contact)];
  const closed: EventDraft = {
    ...shared,
    fact: { key, part: 'contact', rank: 'closed' },
    type: 'ConversationClosed',
    actor: whoEnded(contact),
    change: { status: 'closed', reason: detail.disconnectReason },
  };
  return [...left, closed];
}

/** `CUSTOMER_DISCONNECT`, `AGENT_DISCONNECT`; others are of the system. */
function whoEnded(contact: Contact) {
  const reason = contact.detail.disconnectReason?.toUpperCase() ?? '';
  if (reason.startsWith('CUSTOMER_')) return customerIn(contact);
  return (reason.startsWith('AGENT_') && agentIn(contact)) || businessIn(contact);
}

/** After-contact work is done, or there was none; the conversation was closed when it ended. */
function completed(contact: Contact): readonly EventDraft[] {
  const { agentInfo, disconnectTimestamp } = contact.detail;
  const times = [
    agentInfo?.afterContactWorkEndTimestamp,
    disconnectTimestamp,
    contact.bridge?.time,
  ];
  return [
    {
      ...sharedOf(contact),
      // The last rank: it comes after the end of the contact, even in the same millisecond.
      fact: { key: factKey(contact, 'completed'), part: 'completed', rank: 'removed' },
      type: 'ConversationUpdated',
      occurredAt: firstTime(...times),
      actor: agentIn(contact) ?? businessIn(contact),
    },
  ];
}

/** Nothing is dropped: an event without a type of ours is kept whole. */
function unknownEvent(contact: Contact): EventDraft {
  return {
    ...sharedOf(contact),
    fact: { key: eventKey(contact), part: 'event', rank: 'noted' },
    type: 'ProviderEvent',
    occurredAt: firstTime(contact.bridge?.time),
    actor: businessIn(contact),
    payload: jsonOf(contact.whole),
  };
}
