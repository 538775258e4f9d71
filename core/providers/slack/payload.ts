import * as z from 'zod';
import { lenientBytes } from '../lenient.ts';

/** Slack writes `null` for what is absent; what has another shape than documented counts so too. */
export const maybe = z.string().optional().catch(undefined);
/** As `maybe`, for what is `null` so often that it must not be treated as a failure. */
const maybeNull = z.string().nullish().catch(undefined);
const maybeNumber = z.number().optional().catch(undefined);
const maybeTrue = z.boolean().optional().catch(undefined);

/** A delivery is one JSON object; its kind is told by `type`. */
export const delivery = z.looseObject({ type: z.string() });

export const urlVerification = z.object({
  type: z.literal('url_verification'),
  challenge: z.string(),
});

/** What stands around every event. */
export const envelope = z.object({
  type: z.string(),
  event_id: maybe,
  /** Unix seconds. */
  event_time: maybeNumber,
  /** In a channel shared between organizations the workspace that the event comes from. */
  team_id: maybe,
  /** The workspace through which the app sees the event. */
  context_team_id: maybe,
  enterprise_id: maybeNull,
  context_enterprise_id: maybeNull,
  api_app_id: maybe,
  is_ext_shared_channel: maybeTrue,
  /** One of the installations that may see the event. */
  authorizations: z
    .array(
      z.object({ team_id: maybe, enterprise_id: maybeNull, user_id: maybe, is_bot: maybeTrue }),
    )
    .optional()
    .catch(undefined),
  minute_rate_limited: maybeNumber,
  event: z.unknown().optional(),
});

/** Who wrote a message; which of these are given differs with the kind of app and of channel. */
const author = {
  user: maybe,
  bot_id: maybe,
  app_id: maybe,
  /** The name that a bot gave itself for this message. */
  username: maybe,
  team: maybe,
  user_team: maybe,
  source_team: maybe,
  user_profile: z
    .object({ display_name: maybe, real_name: maybe, team: maybe })
    .optional()
    .catch(undefined),
  bot_profile: z.object({ name: maybe, app_id: maybe }).optional().catch(undefined),
};

const file = z.object({
  id: maybe,
  name: maybe,
  title: maybe,
  mimetype: maybe,
  size: lenientBytes,
  /** `slack_audio` and `slack_video` are clips recorded in Slack. */
  subtype: maybe,
  url_private: maybe,
});

/** What a message says. The blocks are read only where they are more than its own formatted text. */
const said = {
  text: maybe,
  files: z.array(file).nullish(),
  blocks: z.array(z.unknown()).nullish(),
  attachments: z.array(z.unknown()).nullish(),
};

/** `message` without a subtype or with one that says something, and `app_mention`. */
export const message = z.object({
  ...author,
  ...said,
  subtype: maybe,
  channel: z.string(),
  channel_type: maybe,
  /** Time and id within the channel: seconds, a point, six digits. */
  ts: z.string(),
  thread_ts: maybe,
  parent_user_id: maybe,
  client_msg_id: maybe,
});

const edited = z.object({ user: maybe, ts: maybe }).optional().catch(undefined);

/** The message within `message_changed`, as it is now. */
const changedMessage = z.object({
  ...author,
  ...said,
  subtype: maybe,
  ts: maybe,
  thread_ts: maybe,
  client_msg_id: maybe,
  edited,
});

const previousMessage = z
  .object({ ...author, ts: maybe, thread_ts: maybe, edited })
  .optional()
  .catch(undefined);

export const messageChanged = z.object({
  channel: z.string(),
  channel_type: maybe,
  ts: z.string(),
  message: changedMessage,
  previous_message: previousMessage,
});

export const messageDeleted = z.object({
  channel: z.string(),
  channel_type: maybe,
  ts: z.string(),
  deleted_ts: z.string(),
  previous_message: previousMessage,
});

/** A message that tells what happened to its channel. */
export const serviceMessage = z.object({
  ...author,
  subtype: maybe,
  channel: z.string(),
  channel_type: maybe,
  ts: z.string(),
  inviter: maybe,
  name: maybe,
  old_name: maybe,
  topic: maybe,
  purpose: maybe,
});

export const reaction = z.object({
  user: z.string(),
  reaction: z.string(),
  item: z.object({ type: maybe, channel: maybe, ts: maybe }),
  item_user: maybe,
  event_ts: maybe,
});

export const membership = z.object({
  user: z.string(),
  channel: z.string(),
  channel_type: maybe,
  inviter: maybe,
  event_ts: maybe,
});

/** A channel by its id, or as an object. */
export const channelEvent = z.object({
  type: z.string(),
  channel: z.union([
    z.string(),
    z.object({ id: z.string(), name: maybe, created: maybeNumber, creator: maybe }),
  ]),
  user: maybe,
  actor_id: maybe,
  connected_team_id: maybe,
  previously_connected_team_id: maybe,
  event_ts: maybe,
});

export const channelIdChanged = z.object({
  old_channel_id: z.string(),
  new_channel_id: z.string(),
  event_ts: maybe,
});

export const assistantThread = z.object({
  type: z.string(),
  assistant_thread: z.object({
    user_id: maybe,
    channel_id: z.string(),
    thread_ts: z.string(),
    context: z.object({ channel_id: maybe }).optional().catch(undefined),
  }),
  event_ts: maybe,
});

export const userEvent = z.object({
  type: z.string(),
  user: z.object({
    id: z.string(),
    team_id: maybe,
    name: maybe,
    real_name: maybe,
    deleted: maybeTrue,
    is_bot: maybeTrue,
    is_restricted: maybeTrue,
    tz: maybe,
    profile: z
      .object({ display_name: maybe, real_name: maybe, email: maybe, phone: maybe })
      .optional()
      .catch(undefined),
  }),
  event_ts: maybe,
});

const messageRef = z.object({ ts: maybe, thread_ts: maybe }).optional().catch(undefined);

const idOrObject = z
  .union([z.string(), z.object({ id: z.string() }).transform(({ id }) => id)])
  .optional()
  .catch(undefined);

/** What an event of any kind can have that tells whose it is and where. */
export const anyEvent = z.object({
  channel: idOrObject,
  channel_id: maybe,
  channel_type: maybe,
  thread_ts: maybe,
  message_ts: maybe,
  message: messageRef,
  item: z.object({ channel: maybe, ts: maybe, message: messageRef }).optional().catch(undefined),
  user: idOrObject,
  user_id: maybe,
  event_ts: maybe,
});

export type Envelope = z.infer<typeof envelope>;
export type Author = z.infer<z.ZodObject<typeof author>>;
export type Said = z.infer<z.ZodObject<typeof said>>;
export type File = z.infer<typeof file>;
export type Message = z.infer<typeof message>;
