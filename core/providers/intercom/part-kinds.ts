import type { Step } from './steps.ts';

/** What a part of one `part_type` does to its conversation, and what its body is. */
export interface PartKind {
  readonly steps: readonly Step[];
  /**
   * `message`: the part is a message even where it says nothing that we know; `reply`: it is one if
   * it has a body or files; `note`: only teammates see it; `none`: not for reading.
   */
  readonly body: 'message' | 'reply' | 'note' | 'none';
}

const KINDS: ReadonlyMap<string, PartKind> = new Map<string, PartKind>([
  ['comment', { steps: [], body: 'message' }],
  ['quick_reply', { steps: [], body: 'message' }],
  ['channel_and_reply_time_expectation', { steps: [], body: 'reply' }],
  ['note', { steps: [], body: 'note' }],
  ['note_and_reopen', { steps: ['reopened'], body: 'note' }],
  ['note_and_unsnooze', { steps: ['unsnoozed'], body: 'note' }],
  ['assign_and_reopen', { steps: ['reopened', 'assigned'], body: 'reply' }],
  ['assign_and_unsnooze', { steps: ['unsnoozed', 'assigned'], body: 'reply' }],
  ['open', { steps: ['reopened'], body: 'reply' }],
  ['close', { steps: ['closed'], body: 'reply' }],
  ['snoozed', { steps: ['snoozed'], body: 'reply' }],
  ['unsnoozed', { steps: ['unsnoozed'], body: 'reply' }],
  ['timer_unsnooze', { steps: ['unsnoozed'], body: 'reply' }],
]);

/** `away_mode_assignment`, `workflow_assignment`, `bulk_reassignment`... */
const ASSIGNMENT: PartKind = { steps: ['assigned'], body: 'reply' };

const UPDATE: PartKind = { steps: ['event'], body: 'none' };

/** Beginnings of the types of parts that say that something of the conversation changed. */
const UPDATES = [
  'conversation_attribute_updated',
  'conversation_rating_',
  'conversation_sla_',
  'conversation_tags_updated',
  'participant_',
  'priority_changed',
  'ticket_attribute_updated',
  'ticket_state_updated',
  'title_changed',
];

const UNKNOWN: PartKind = { steps: [], body: 'none' };

/** What parts of a type do. Source: Intercom, "Conversation part types", and types seen since. */
export function kindOf(partType: string): PartKind {
  const kind = KINDS.get(partType);
  if (kind) return kind;
  if (partType.endsWith('assignment')) return ASSIGNMENT;
  return UPDATES.some((beginning) => partType.startsWith(beginning)) ? UPDATE : UNKNOWN;
}
