import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** DER of a value: tag, length, content (X.690 §8.1). */
function der(tag: number, ...contents: readonly Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  if (content.length < 128) return Buffer.concat([Buffer.of(tag, content.length), content]);
  const length = Buffer.of(content.length >> 8, content.length & 255);
  return Buffer.concat([Buffer.of(tag, 0x82), length, content]);
}

const sequence = (...contents: readonly Buffer[]) => der(0x30, ...contents);
const time = (text: string) => der(0x17, Buffer.from(text));

/** A self-signed certificate in PEM, since node:crypto reads certificates but makes none. */
function certificateOf(publicKey: KeyObject, privateKey: KeyObject): string {
  const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));
  const sha256WithRsa = sequence(oid('2a864886f70d01010b'), der(0x05));
  const commonName = sequence(oid('550403'), der(0x0c, Buffer.from('sns.amazonaws.com')));
  const name = sequence(der(0x31, commonName));
  const content = sequence(
    der(0xa0, der(0x02, Buffer.of(2))),
    der(0x02, Buffer.of(1)),
    sha256WithRsa,
    name,
    sequence(time('200101000000Z'), time('491231235959Z')),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = der(0x03, Buffer.of(0), sign('sha256', content, privateKey));
  const lines = sequence(content, sha256WithRsa, signature).toString('base64');
  return `-----BEGIN CERTIFICATE-----\n${lines.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
}

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** The certificate that stands in for SNS's. */
export const certificate = certificateOf(publicKey, privateKey);
export const certificateUrl =
  'https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0a1b2c3d.pem';
export const subscribeUrl =
  'https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=t&Token=tok';
export const topicArn = 'arn:aws:sns:eu-west-1:111122223333:chats';

/** What SNS posts, signed as it signs: `signed` are the fields of the text that it puts together. */
function posted(fields: Record<string, string>, signed: readonly string[], version: '1' | '2') {
  const text = signed.map((name) => (fields[name] ? `${name}\n${fields[name]}\n` : '')).join('');
  const hash = version === '1' ? 'sha1' : 'sha256';
  return {
    ...fields,
    SignatureVersion: version,
    Signature: sign(hash, Buffer.from(text), privateKey).toString('base64'),
    SigningCertURL: certificateUrl,
  };
}

const envelope = (Type: string, Message: string) => ({
  Type,
  MessageId: '2d9f4b61',
  TopicArn: topicArn,
  Message,
  Timestamp: '2026-11-23T12:00:00.000Z',
});

/** A notification of the topic. */
export function notification(
  message: unknown,
  { version = '2', subject = '' }: { version?: '1' | '2'; subject?: string } = {},
) {
  const fields = { ...envelope('Notification', JSON.stringify(message)) };
  const named = subject === '' ? fields : { ...fields, Subject: subject };
  const order = ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'];
  return posted(named, order, version);
}

/** A request to confirm a subscription, or the news that it was ended. */
export function confirmation(
  type: 'SubscriptionConfirmation' | 'UnsubscribeConfirmation' = 'SubscriptionConfirmation',
  address = subscribeUrl,
) {
  const fields = { ...envelope(type, 'You have chosen.'), SubscribeURL: address, Token: 'tok' };
  const order = ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'];
  return posted(fields, order, '2');
}

/** A message of a customer, as Amazon Connect streams it. */
export const chatMessage = {
  AbsoluteTime: '2026-11-23T11:59:59.500Z',
  Content: 'Is it in stock?',
  ContentType: 'text/plain',
  Id: 'm1',
  Type: 'MESSAGE',
  ParticipantId: 'p1',
  ParticipantRole: 'CUSTOMER',
  InitialContactId: 'c1',
  ContactId: 'c1',
};
