/** The types of Event Streams with the triggers of webhooks that tell the same. */
export const CLOUD_EVENTS: ReadonlyMap<string, string> = new Map([
  ['com.twilio.conversations.conversation.added', 'onConversationAdded'],
  ['com.twilio.conversations.conversation.updated', 'onConversationUpdated'],
  ['com.twilio.conversations.conversation.removed', 'onConversationRemoved'],
  ['com.twilio.conversations.conversation-state.updated', 'onConversationStateUpdated'],
  ['com.twilio.conversations.message.added', 'onMessageAdded'],
  ['com.twilio.conversations.message.updated', 'onMessageUpdated'],
  ['com.twilio.conversations.message.removed', 'onMessageRemoved'],
  ['com.twilio.conversations.participant.added', 'onParticipantAdded'],
  ['com.twilio.conversations.participant.updated', 'onParticipantUpdated'],
  ['com.twilio.conversations.participant.removed', 'onParticipantRemoved'],
  ['com.twilio.conversations.delivery.updated', 'onDeliveryUpdated'],
  ['com.twilio.conversations.user.added', 'onUserAdded'],
  ['com.twilio.conversations.user.updated', 'onUserUpdated'],
]);

/** A list of the REST API: the trigger that told of its members, and how webhooks call their `sid`. */
export const RESOURCES = {
  messages: { kind: 'onMessageAdded', sid: 'MessageSid' },
  participants: { kind: 'onParticipantAdded', sid: 'ParticipantSid' },
  conversations: { kind: 'onConversationAdded', sid: 'ConversationSid' },
} as const;
