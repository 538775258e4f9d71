import * as z from 'zod';
import { jsonObject } from '../json-value.ts';
import { content } from './content-payload.ts';

// Every optional field is nullish: the vendor's own clients type absent values as `null`.
const text = z.string().nullish();
/** The vendor's examples give `externalId` as text and as a number. */
const idText = z.union([z.string(), z.number()]).nullish();
/** "Flat object containing custom properties": texts, numbers and booleans, 4 KB at most. */
const flat = jsonObject.nullish();

/** The body of a delivery; its events are checked one by one. */
export const envelope = z.object({
  app: z.object({ id: z.string().min(1) }),
  events: z.array(z.unknown()),
});

/** One event of a delivery, with the app of its envelope. */
export const deliveryUnit = z.object({ appId: z.string(), event: z.unknown() });

/** What all events have. `createdAt` is missing in the vendor's example of a referral. */
export const eventHead = z.object({
  id: z.string().min(1),
  type: z.string().min(1),
  createdAt: text,
  payload: z.unknown(),
});

const switchboardIntegration = z.object({
  id: z.string(),
  name: text,
  integrationId: text,
  integrationType: text,
});

const conversation = z.object({
  id: z.string().min(1),
  type: text,
  brandId: idText,
  metadata: flat,
  activeSwitchboardIntegration: switchboardIntegration.nullish(),
  pendingSwitchboardIntegration: switchboardIntegration.nullish(),
});

const user = z.object({
  id: z.string().min(1),
  externalId: idText,
  authenticated: z.boolean().nullish(),
  /** Only with the webhook's option `includeFullUser`. */
  profile: flat,
  metadata: flat,
});

const client = z.object({
  id: text,
  type: text,
  status: text,
  integrationId: text,
  externalId: idText,
  displayName: text,
});

/** `client` and `device` come only with the webhook's option `includeFullSource`. */
const source = z.object({
  type: text,
  integrationId: text,
  originalMessageId: idText,
  originalMessageTimestamp: text,
  client: client.nullish(),
  device: z.object({ id: text, type: text }).nullish(),
  campaign: z.object({ id: text }).nullish(),
});

const author = z.object({
  type: z.enum(['user', 'business']),
  subtypes: z.array(z.string()).nullish(),
  userId: text,
  userExternalId: idText,
  displayName: text,
  avatarUrl: text,
  user: user.nullish(),
});

const quotedMessage = z.object({
  message: z.object({ id: text }).nullish(),
  externalMessageId: text,
});

const message = z.object({
  id: z.string().min(1),
  received: text,
  author: author,
  content: content.nullish(),
  source: source.nullish(),
  /** What the system did that wrote this message. */
  activity: z.object({ type: z.string(), data: flat }).nullish(),
  quotedMessage: quotedMessage.nullish(),
  metadata: flat,
  deleted: z.boolean().nullish(),
});

const failure = z.object({ code: idText, message: text }).nullish();
const activity = z.object({ type: text, author: author, source: source.nullish() });

export const messagePayload = z.object({ conversation, message, user: user.nullish() });

export const deliveryPayload = z.object({
  conversation,
  message: z.object({ id: z.string().min(1) }),
  user: user.nullish(),
  destination: z.object({ type: text, integrationId: text }).nullish(),
  externalMessages: z.array(z.object({ id: idText })).nullish(),
  isFinalEvent: z.boolean().nullish(),
  error: failure,
});

export const activityPayload = z.object({ conversation, activity });

const referral = z.object({
  code: text,
  details: z.object({ source: text, type: text, adId: idText }).nullish(),
});

export const postbackPayload = z.object({
  conversation,
  user,
  source: source.nullish(),
  postback: z.object({ payload: z.string(), metadata: flat }),
});

export const referralPayload = z.object({
  conversation,
  user,
  source: source.nullish(),
  referral,
});

/** Of `conversation:create`, `:remove`, `:join` and `:leave`. */
export const conversationPayload = z.object({
  conversation,
  user: user.nullish(),
  source: source.nullish(),
  creationReason: text,
  referral: referral.nullish(),
});

export const controlPayload = z.object({ conversation, reason: text, metadata: flat });

/** Of `client:*`, `user:update` and `user:remove`. */
export const customerPayload = z.object({
  conversation: conversation.nullish(),
  user,
  client: client.nullish(),
  source: source.nullish(),
  reason: text,
  error: failure,
});

export const mergePayload = z.object({
  mergedUsers: z.object({ surviving: user, discarded: user }),
  mergedConversations: z.object({ surviving: conversation, discarded: conversation }).nullish(),
  mergedClients: z.object({ surviving: client.nullish(), discarded: client.nullish() }).nullish(),
  discardedMetadata: flat,
  reason: text,
});

/** What an event without a type of ours can still tell: its conversation, and an error. */
export const anyPayload = z
  .object({ conversation: conversation.nullish().catch(null), error: failure.catch(null) })
  .catch({ conversation: null, error: null });

export type Conversation = z.infer<typeof conversation>;
export type User = z.infer<typeof user>;
export type Client = z.infer<typeof client>;
export type Source = z.infer<typeof source>;
export type Author = z.infer<typeof author>;
export type Message = z.infer<typeof message>;
export type Referral = z.infer<typeof referral>;
export type Failure = z.infer<typeof failure>;
export type SwitchboardIntegration = z.infer<typeof switchboardIntegration>;
