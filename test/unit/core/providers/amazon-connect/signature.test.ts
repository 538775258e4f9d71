import { describe, expect, it } from '@jest/globals';
import { LogError } from '../../../../../core/events/errors.ts';
import { amazonConnect } from '../../../../../core/providers/amazon-connect/index.ts';
import type { HttpRequest } from '../../../../../core/runtime/http.ts';
import {
  certificate,
  certificateUrl,
  chatMessage,
  confirmation,
  notification,
  subscribeUrl,
  topicArn,
} from '../../../../support/sns.ts';

const SECRET = 'right';

function requestOf(
  body: unknown,
  { token = SECRET, headers = {} }: { token?: string; headers?: Record<string, string> } = {},
): HttpRequest {
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  return { method: 'POST', url: '', headers, query: { token }, body: bytes };
}

const credentials = { secrets: [SECRET], document: certificate };
const verified = (request: HttpRequest, given: object = {}) =>
  amazonConnect.verify(request, { ...credentials, ...given }, 0);
const documentOf = (request: HttpRequest) =>
  amazonConnect.documentUrl?.(request, { secrets: [SECRET] });
const confirms = (request: HttpRequest) => amazonConnect.confirmationUrl?.(request);

describe('a notification of SNS', () => {
  it.each([
    ['version 1', notification(chatMessage, { version: '1' })],
    ['version 2', notification(chatMessage)],
    ['a subject', notification(chatMessage, { subject: 'Chat' })],
    ['line breaks in its message', notification('a\nb')],
    ['a subscription', confirmation()],
    ['the end of one', confirmation('UnsubscribeConfirmation')],
  ])('verifies: %s', (_, body) => {
    expect(verified(requestOf(body))).toBe(true);
  });

  it.each([
    ['Message', 'other'],
    ['MessageId', 'other'],
    ['Subject', 'other'],
    ['Timestamp', '2026-11-23T12:00:01.000Z'],
    ['TopicArn', `${topicArn}2`],
    ['Type', 'SubscriptionConfirmation'],
    ['SignatureVersion', '1'],
    ['SignatureVersion', '3'],
    ['Signature', 'AAAA'],
    ['Signature', ''],
  ])('does not verify with another %s', (name, value) => {
    expect(verified(requestOf({ ...notification(chatMessage), [name]: value }))).toBe(false);
  });

  it('does not verify without the token, however well it is signed', () => {
    const body = notification(chatMessage);
    expect(verified(requestOf(body, { token: 'wrong' }))).toBe(false);
    expect(verified({ ...requestOf(body), query: {} })).toBe(false);
    expect(verified(requestOf(body), { secrets: [] })).toBe(false);
    expect(verified(requestOf(body), { secrets: ['new', SECRET] })).toBe(true);
  });

  it('does not verify without its certificate, or by the token alone', () => {
    expect(verified(requestOf(notification(chatMessage)), { document: undefined })).toBe(false);
    for (const body of [chatMessage, '{', '', '[]', 'null']) {
      expect(verified(requestOf(body))).toBe(false);
    }
  });

  it('is refused from a topic that the options do not name', () => {
    const request = requestOf(notification(chatMessage));
    expect(verified(request, { options: { topic_arns: [topicArn] } })).toBe(true);
    expect(verified(request, { options: { topic_arns: ['arn:aws:sns:x'] } })).toBe(false);
    expect(() => verified(request, { options: { topic_arns: 'all' } })).toThrow(LogError);
  });

  it('is the provider’s trouble when what it serves is no certificate', () => {
    const request = requestOf(notification(chatMessage));
    expect(() => verified(request, { document: '<html>' })).toThrow(
      expect.objectContaining({ code: 'provider_unavailable' }),
    );
  });
});

describe('a request with x-api-key', () => {
  it('is verified by that alone', () => {
    const request = (key: string) => requestOf(chatMessage, { headers: { 'x-api-key': key } });
    expect(verified(request(SECRET), { document: undefined })).toBe(true);
    expect(verified(request('wrong'))).toBe(false);
    expect(verified(request(''))).toBe(false);
  });

  it('is not verified by the token when the key is wrong', () => {
    const headers = { 'x-api-key': 'wrong' };
    expect(verified(requestOf(notification(chatMessage), { headers }))).toBe(false);
  });

  it('asks for no document and confirms no subscription', () => {
    const request = requestOf(confirmation(), { headers: { 'x-api-key': SECRET } });
    expect(documentOf(request)).toBeNull();
    expect(confirms(request)).toBeNull();
  });
});

describe('addresses', () => {
  it('of the certificate are given only to who knows the token', () => {
    const body = notification(chatMessage);
    expect(documentOf(requestOf(body))).toBe(certificateUrl);
    expect(documentOf(requestOf(body, { token: 'wrong' }))).toBeNull();
  });

  it.each([
    'https://sns.us-gov-west-1.amazonaws.com/SimpleNotificationService-ab12.pem',
    'https://sns.cn-north-1.amazonaws.com.cn/SimpleNotificationService-ab12.pem',
  ])('of Amazon are taken: %s', (SigningCertURL) => {
    expect(documentOf(requestOf({ ...notification(''), SigningCertURL }))).toBe(SigningCertURL);
  });

  it.each([
    'http://sns.eu-west-1.amazonaws.com/SimpleNotificationService-ab12.pem',
    'https://sns.eu-west-1.amazonaws.com:8443/SimpleNotificationService-ab12.pem',
    'https://a@sns.eu-west-1.amazonaws.com/SimpleNotificationService-ab12.pem',
    'https://sns.eu-west-1.amazonaws.com.evil.example/SimpleNotificationService-ab12.pem',
    'https://sns.s3.amazonaws.com/SimpleNotificationService-ab12.pem',
    'https://sns.s3-eu-west-1.amazonaws.com/SimpleNotificationService-ab12.pem',
    'https://evil.eu-west-1.amazonaws.com/SimpleNotificationService-ab12.pem',
    'https://evil.example/sns.eu-west-1.amazonaws.com/SimpleNotificationService-ab12.pem',
    'https://sns.eu-west-1.amazonaws.com/other.pem',
    'https://sns.eu-west-1.amazonaws.com/?Action=GetTopic&x=SimpleNotificationService-ab12.pem',
    'file:///etc/passwd',
    '',
  ])('that are not are refused: %s', (SigningCertURL) => {
    expect(documentOf(requestOf({ ...notification(''), SigningCertURL }))).toBeNull();
  });

  it('that confirm are visited for subscriptions alone', () => {
    expect(confirms(requestOf(confirmation()))).toBe(subscribeUrl);
    expect(confirms(requestOf(confirmation('UnsubscribeConfirmation')))).toBeNull();
    expect(confirms(requestOf(notification(chatMessage)))).toBeNull();
  });

  it.each([
    'https://evil.example/?Action=ConfirmSubscription',
    'https://sns.eu-west-1.amazonaws.com/?Action=DeleteTopic',
    'https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Action=DeleteTopic',
    'https://sns.eu-west-1.amazonaws.com/x?Action=ConfirmSubscription',
  ])('that do something else are not: %s', (address) => {
    expect(confirms(requestOf(confirmation('SubscriptionConfirmation', address)))).toBeNull();
  });
});
