import type { EventDraft } from '../../events/draft.ts';
import { timeFromIso, timeFromSeconds } from '../../events/time.ts';
import { readEvent } from '../json-body.ts';
import { envelope } from './payload.ts';

const DIGITS = /^\d+$/;

/** A notification, taken apart. */
export interface Notification {
  /** `app_id`: the workspace. */
  readonly account: string;
  readonly topic: string;
  readonly id: string | undefined;
  /** When it was made, which is when the thing happened; not when it was sent. */
  readonly createdAt: number | null;
  /** What it is about: a conversation, a contact, a ticket, ... */
  readonly item: unknown;
  readonly whole: unknown;
}

/** Takes a notification apart. */
export function notificationOf(event: unknown): Notification {
  const read = readEvent(event, envelope);
  const seconds = read.created_at ?? read.first_sent_at;
  return {
    account: read.app_id,
    topic: read.topic,
    id: read.id ?? undefined,
    createdAt: seconds === null || seconds === undefined ? null : timeOf(seconds),
    item: read.data?.item,
    whole: event,
  };
}

/** Milliseconds of a time as Intercom writes it: unix seconds, or ISO 8601 in contacts. */
export function timeOf(value: number | string): number {
  if (typeof value === 'number' || DIGITS.test(value)) return timeFromSeconds(value);
  return timeFromIso(value);
}

/** Intercom's names of a notification about the conversation, where it is about one. */
export function originOf(
  { account, topic, id }: Notification,
  conversationId?: string,
): EventDraft['origin'] {
  return {
    event_type: topic,
    event_id: id,
    account_id: account,
    conversation_id: conversationId,
  };
}

/** The key of a fact that has no more than its notification to name it; `subject` if that has no id. */
export function eventKey({ account, topic, id, createdAt }: Notification, subject = ''): string {
  return ['event', account, topic, id ?? `${subject}:${createdAt}`].join(':');
}
