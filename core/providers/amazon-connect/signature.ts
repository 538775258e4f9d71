import { verify as verifyBytes, X509Certificate } from 'node:crypto';
import { LogError } from '../../events/errors.ts';
import type { HttpRequest } from '../../runtime/http.ts';
import type { Credentials } from '../adapter.ts';
import { equalInConstantTime } from '../constant-time.ts';
import { certificateAddress, confirmationAddress } from './amazon-address.ts';
import { type SignedNotification, signedNotification, signedText } from './notification.ts';
import { isAllowedTopic } from './options.ts';

const HEADER = 'x-api-key';

/** Hash of each signature version: SNS uses RSA with PKCS #1 v1.5 padding, as `verify` does. */
const HASHES = { '1': 'sha1', '2': 'sha256' } as const;

/**
 * Whether the request holds the secret in `x-api-key`, as the connection of an EventBridge API
 * destination sends it, or holds it as `token` in its URL and is signed by SNS. The signature alone
 * proves little: SNS signs for every topic of every account that subscribed the URL.
 */
export function verify(request: HttpRequest, credentials: Credentials): boolean {
  const { document, options } = credentials;
  if (holdsKey(request)) return isSecret(request.headers[HEADER], credentials);
  const sent = admittedNotification(request, credentials);
  if (!sent || document === undefined) return false;
  return isSigned(sent, document) && isAllowedTopic(sent.TopicArn, options);
}

/**
 * The address of the certificate that a notification says it is signed with: nothing for a request
 * without the right token, so that only who knows the secret makes the log fetch anything.
 */
export function certificateUrl(request: HttpRequest, credentials: Credentials): string | null {
  if (holdsKey(request)) return null;
  const sent = admittedNotification(request, credentials);
  return sent && certificateAddress(sent.SigningCertURL);
}

/** The address that confirms a subscription, once SNS's signature of it has been verified. */
export function subscribeUrl(request: HttpRequest): string | null {
  const sent = holdsKey(request) ? null : notificationOf(request);
  if (sent?.Type !== 'SubscriptionConfirmation') return null;
  return confirmationAddress(sent.SubscribeURL ?? '');
}

/** The header that an API destination's connection would send. */
export function sign(secret: string): Readonly<Record<string, string>> {
  return { [HEADER]: secret };
}

function holdsKey({ headers }: HttpRequest): boolean {
  return headers[HEADER] !== undefined;
}

function isSecret(given: string | undefined, { secrets }: Credentials): boolean {
  return !!given && secrets.some((secret) => equalInConstantTime(given, secret));
}

function admittedNotification(
  request: HttpRequest,
  credentials: Credentials,
): SignedNotification | null {
  return isSecret(request.query.token, credentials) ? notificationOf(request) : null;
}

/** What is signed are values inside the JSON: here it must be parsed to be verified. */
function notificationOf({ body }: HttpRequest): SignedNotification | null {
  try {
    return signedNotification.parse(JSON.parse(body.toString('utf8')));
  } catch {
    return null;
  }
}

function isSigned(sent: SignedNotification, certificate: string): boolean {
  const { SignatureVersion, Signature } = sent;
  const signature = Buffer.from(Signature, 'base64');
  const content = Buffer.from(signedText(sent));
  return verifyBytes(HASHES[SignatureVersion], content, publicKeyOf(certificate), signature);
}

/** Trusted because it came over TLS from SNS's own host: its dates and issuer add nothing. */
function publicKeyOf(certificate: string) {
  try {
    return new X509Certificate(certificate).publicKey;
  } catch (cause) {
    throw new LogError('provider_unavailable', 'SNS served no certificate.', { cause });
  }
}
