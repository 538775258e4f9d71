import * as z from 'zod';

const text = z.string();

/** What SNS posts: a notification, or the confirmation of a subscription or of its end. */
export const notification = z.looseObject({
  Type: z.enum(['Notification', 'SubscriptionConfirmation', 'UnsubscribeConfirmation']),
  MessageId: text.min(1),
  TopicArn: text,
  Message: text,
  Timestamp: text,
  Subject: text.nullish(),
  Token: text.optional(),
  SubscribeURL: text.optional(),
});

/** A message attribute, which SNS does not sign. */
const attribute = z.object({ Value: text });

/** The attributes that Amazon Connect puts on the notifications of a chat. */
export const messageAttributes = z
  .object({
    InitialContactId: attribute.optional().catch(undefined),
    ContactId: attribute.optional().catch(undefined),
    InstanceId: attribute.optional().catch(undefined),
    AccountId: attribute.optional().catch(undefined),
    MessageVisibility: attribute.optional().catch(undefined),
  })
  .catch({});

export const signedNotification = notification.extend({
  SignatureVersion: z.enum(['1', '2']),
  Signature: text,
  SigningCertURL: text,
});

export type Notification = z.infer<typeof notification>;
export type SignedNotification = z.infer<typeof signedNotification>;

const SIGNED_FIELDS = {
  Notification: ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'],
  SubscriptionConfirmation: [
    'Message',
    'MessageId',
    'SubscribeURL',
    'Timestamp',
    'Token',
    'TopicArn',
    'Type',
  ],
} as const;

/**
 * The text that SNS signs: names and values, a line each, in byte order of the names.
 * Source: Amazon SNS Developer Guide, "Verifying the signatures of Amazon SNS messages".
 */
export function signedText(sent: Notification): string {
  const isNotification = sent.Type === 'Notification';
  const fields = SIGNED_FIELDS[isNotification ? 'Notification' : 'SubscriptionConfirmation'];
  const lines = fields.map((name) => {
    const value = sent[name];
    return value === undefined || value === null ? '' : `${name}\n${value}\n`;
  });
  return lines.join('');
}

/** What a delivery of SNS says, without what would let a reader of the log end or confirm it. */
export function withoutCapabilities(sent: Notification): Record<string, unknown> {
  const { Token, SubscribeURL, UnsubscribeURL, Signature, SigningCertURL, ...rest } = sent;
  return rest;
}
