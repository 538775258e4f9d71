import { createHmac, hash } from 'node:crypto';
import { parse, stringify } from 'node:querystring';
import type { HttpRequest } from '../runtime/http.ts';
import type { Credentials, UnsignedRequest } from './adapter.ts';
import { equalInConstantTime } from './constant-time.ts';
import { type Form, readForm } from './form-body.ts';

const HEADER = 'x-twilio-signature';
const BODY_HASH = 'bodySHA256';
const STANDARD_PORTS: ReadonlyMap<string, string> = new Map([
  ['https:', '443'],
  ['http:', '80'],
]);

type Signed = Pick<HttpRequest, 'url' | 'body'>;

/**
 * Whether `X-Twilio-Signature` is the base64 of the HMAC-SHA-1, under the auth token, of the URL and
 * the parameters of the form; of a body that is no form, the URL names the SHA-256.
 * Source: Twilio, "Webhooks security", Validating signatures from Twilio.
 */
export function verify(request: HttpRequest, { secrets }: Credentials): boolean {
  const given = request.headers[HEADER];
  if (!given) return false;
  const parameters = signedParameters(request);
  if (parameters === null) return false;
  const fits = (url: string) => {
    const text = url + parameters;
    return secrets.some((secret) => equalInConstantTime(given, signatureOf(text, secret)));
  };
  return fits(request.url) || urlForms(request.url).some(fits);
}

/** The header that Twilio would send. */
export function sign(request: UnsignedRequest, secret: string): Readonly<Record<string, string>> {
  const parameters = signedParameters(request) ?? '';
  return { [HEADER]: signatureOf(request.url + parameters, secret) };
}

/** The URL that Twilio would call: with the hash of a body that is no form. */
export function signedUrl({ url, headers, body }: UnsignedRequest): string {
  if (isForm(headers)) return url;
  return `${url}${url.includes('?') ? '&' : '?'}${BODY_HASH}=${hash('sha256', body)}`;
}

/**
 * Whether a verified request brings JSON. What its signature was made of decides: a body that was
 * signed as a form is read as one, whatever its headers say.
 */
export function bringsJson({ url, headers }: HttpRequest): boolean {
  return bodyHashes(url).length > 0 && !isForm(headers);
}

function isForm(headers: Readonly<Record<string, string>>): boolean {
  return headers['content-type']?.includes('application/x-www-form-urlencoded') === true;
}

/** What is signed after the URL; `null` where the body cannot be the one that was signed. */
function signedParameters({ url, body }: Signed): string | null {
  const hashes = bodyHashes(url);
  if (hashes.length > 0) {
    const expected = hash('sha256', body);
    return hashes.every((given) => equalInConstantTime(given, expected)) ? '' : null;
  }
  try {
    return joined(readForm(body));
  } catch {
    return null;
  }
}

/**
 * Every name with its value, by name; a repeated one with each different value once, by value.
 * `null` for one value repeated: Twilio sends lists of different values, and would sign this as if
 * it stood there once.
 */
function joined(form: Form): string | null {
  let text = '';
  for (const name of Object.keys(form).sort()) {
    const value = form[name] ?? '';
    const values = typeof value === 'string' ? [value] : [...new Set(value)].sort();
    if (typeof value !== 'string' && values.length === 1) return null;
    for (const each of values) text += name + each;
  }
  return text;
}

function bodyHashes(url: string): readonly string[] {
  if (!url.includes(BODY_HASH)) return [];
  return URL.parse(url)?.searchParams.getAll(BODY_HASH) ?? [];
}

/**
 * The forms of a URL that Twilio may have signed: without its port or with it, be it only the
 * standard one, and with the query encoded anew, as Twilio's libraries try them
 * (twilio-node, `validateRequest`).
 */
function urlForms(url: string): readonly string[] {
  const parsed = URL.parse(url);
  if (!parsed) return [];
  const { protocol, username, password, hostname, pathname, search } = parsed;
  const user = username && `${username}${password && `:${password}`}@`;
  const port = parsed.port || STANDARD_PORTS.get(protocol);
  const queries = new Set([search, search && `?${stringify(parse(search.slice(1)))}`]);
  return [...queries].flatMap((query) => {
    return ['', `:${port}`].map(
      (end) => `${protocol}//${user}${hostname}${end}${pathname}${query}`,
    );
  });
}

function signatureOf(text: string, secret: string): string {
  return createHmac('sha1', secret).update(text).digest('base64');
}
