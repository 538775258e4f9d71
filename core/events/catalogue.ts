/** The blocks of an event that a type can require. */
export type Block =
  | 'recipients'
  | 'participant'
  | 'message'
  | 'content'
  | 'change'
  | 'reaction'
  | 'postback'
  | 'referral'
  | 'rating'
  | 'annotation'
  | 'merge'
  | 'note'
  | 'error'
  | 'metadata'
  | 'payload';

/**
 * Every event type with the blocks it always carries, besides the ones all events have (ids,
 * times, `origin`, `channel`, `actor`). `content` stands for `message.content`. A receipt may cover
 * a whole conversation (Sunshine `conversation:read`, Messenger watermarks) and then names no message.
 */
export const EVENT_TYPES = {
  MessageReceived: ['message', 'content', 'recipients'],
  MessageSent: ['message', 'content', 'recipients'],
  MessageAccepted: ['message'],
  MessageDelivered: [],
  MessageRead: [],
  MessageFailed: ['error'],
  MessageEdited: ['message'],
  MessageDeleted: ['message'],
  MessageReacted: ['message', 'reaction'],
  PostbackReceived: ['postback'],
  ReferralReceived: ['referral'],
  ConversationOpened: ['change'],
  ConversationClosed: ['change'],
  ConversationReopened: ['change'],
  ConversationAssigned: ['change'],
  ConversationTransferred: ['change'],
  ConversationTagged: ['change'],
  ConversationUpdated: [],
  ConversationDeleted: [],
  ConversationMerged: ['merge'],
  CustomerJoined: ['participant'],
  CustomerLeft: ['participant'],
  CustomerUpdated: ['participant'],
  CustomerMerged: ['merge'],
  AgentJoined: ['participant'],
  AgentLeft: ['participant'],
  BotJoined: ['participant'],
  BotLeft: ['participant'],
  TypingStarted: [],
  TypingStopped: [],
  NoteAdded: ['note'],
  ConversationAnnotated: ['annotation'],
  RatingGiven: ['rating'],
  EventRedacted: ['metadata'],
  EventCorrected: ['metadata'],
  ProviderEvent: ['payload'],
} as const satisfies Record<string, readonly Block[]>;

export type EventType = keyof typeof EVENT_TYPES;

/** All event types, in the order of the catalogue. */
export const EVENT_TYPE_NAMES = Object.keys(EVENT_TYPES) as [EventType, ...EventType[]];

/** The blocks that events of `type` always carry. */
export function requiredBlocks(type: EventType): readonly Block[] {
  return EVENT_TYPES[type];
}
