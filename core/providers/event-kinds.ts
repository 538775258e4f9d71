import type { EventType } from '../events/catalogue.ts';
import type { Rank } from '../events/event-id.ts';

type Status = 'open' | 'pending' | 'closed';

interface Kind {
  /** Frozen: it is part of the id of every event of the type that was ever logged. */
  readonly rank: Rank;
  /** Who causes such an event, where the sender does not say. */
  readonly by: 'customer' | 'business';
  /** The status that the conversation then has, where the sender does not say. */
  readonly status?: Status;
}

const business = (rank: Rank, status?: Status): Kind => ({
  rank,
  by: 'business',
  ...(status && { status }),
});
const customer = (rank: Rank, status?: Status): Kind => ({
  rank,
  by: 'customer',
  ...(status && { status }),
});

/**
 * What each type of event is taken to be, for senders that speak the log's own words. Ranks are
 * frozen; a type that is added gets its own.
 */
export const EVENT_KINDS: Readonly<Record<EventType, Kind>> = {
  MessageReceived: customer('received'),
  MessageSent: business('sent'),
  MessageAccepted: business('accepted'),
  MessageDelivered: business('delivered'),
  MessageRead: customer('read'),
  MessageFailed: business('failed'),
  MessageEdited: customer('changed'),
  MessageDeleted: customer('changed'),
  MessageReacted: customer('changed'),
  PostbackReceived: customer('pressed'),
  ReferralReceived: customer('referred'),
  ConversationOpened: customer('opened', 'open'),
  ConversationClosed: business('closed', 'closed'),
  ConversationReopened: customer('opened', 'open'),
  ConversationAssigned: business('assigned'),
  ConversationTransferred: business('assigned'),
  ConversationTagged: business('noted'),
  ConversationUpdated: business('noted'),
  ConversationDeleted: business('removed'),
  ConversationMerged: business('removed'),
  CustomerJoined: customer('joined'),
  CustomerLeft: customer('left'),
  CustomerUpdated: customer('changed'),
  CustomerMerged: business('changed'),
  AgentJoined: business('joined'),
  AgentLeft: business('left'),
  BotJoined: business('joined'),
  BotLeft: business('left'),
  TypingStarted: customer('noted'),
  TypingStopped: customer('noted'),
  NoteAdded: business('noted'),
  ConversationAnnotated: business('noted'),
  RatingGiven: customer('noted'),
  EventRedacted: business('noted'),
  EventCorrected: business('noted'),
  ProviderEvent: business('noted'),
};

/**
 * The log's type that a CloudEvents type names with its last segment:
 * `com.example.shop.MessageReceived`.
 */
export function eventTypeIn(type: string): EventType | null {
  const name = type.slice(type.lastIndexOf('.') + 1);
  return isEventType(name) ? name : null;
}

/** Whether a text is the name of a type of the log. */
export function isEventType(name: string): name is EventType {
  return Object.hasOwn(EVENT_KINDS, name);
}
