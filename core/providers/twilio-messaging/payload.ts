import * as z from 'zod';
import type { HttpRequest } from '../../runtime/http.ts';
import { readForm } from '../form-body.ts';

const TOKEN_HEADER = 'i-twilio-idempotency-token';

const text = z.string().optional();

/**
 * The parameters of a webhook that say what it is; loose, since the rest becomes metadata and Twilio
 * adds parameters without notice. A parameter without a value is an empty text.
 */
export const parameters = z.looseObject({
  AccountSid: text,
  MessageSid: text,
  SmsMessageSid: text,
  SmsSid: text,
  MessagingServiceSid: text,
  MessageStatus: text,
  SmsStatus: text,
  From: text,
  To: text,
  Body: text,
  NumMedia: text,
  MessageType: text,
  ProfileName: text,
  ExternalUserId: text,
  ButtonText: text,
  ButtonPayload: text,
  ListId: text,
  ListTitle: text,
  InteractiveData: text,
  FlowData: text,
  ChannelMetadata: text,
  ChannelInstallSid: text,
  Latitude: text,
  Longitude: text,
  Label: text,
  Address: text,
  OriginalRepliedMessageSid: text,
  OptOutType: text,
  ReferralSourceType: text,
  ReferralSourceId: text,
  ReferralSourceUrl: text,
  ErrorCode: text,
  ErrorMessage: text,
  ChannelStatusMessage: text,
});

/** A webhook: its parameters, and the token that Twilio repeats when it sends it again. */
export const webhook = z.object({ parameters, token: z.string().optional() });

/** What `ChannelMetadata` of an RCS message tells that no parameter does. */
export const rcsMetadata = z.object({
  data: z.object({
    context: z.object({
      agentId: text.catch(undefined),
      channelPayload: z
        .object({ messageId: text.catch(undefined), sendTime: text.catch(undefined) })
        .optional()
        .catch(undefined),
    }),
  }),
});

export type Parameters = z.infer<typeof parameters>;
export type Webhook = z.infer<typeof webhook>;

/**
 * The one event of a delivery.
 * @throws LogError `unreadable_delivery`
 */
export function readWebhook({ headers, body }: HttpRequest): unknown {
  return { parameters: readForm(body), token: headers[TOKEN_HEADER] };
}
