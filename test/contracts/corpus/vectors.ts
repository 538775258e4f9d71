import type { HttpRequest } from '../../../core/runtime/http.ts';
import { at, fieldsOf, jsonOf, listAt, type Sample, textAt } from './samples.ts';

/** A signed request that a vendor's test, or its documentation, says is right. */
export interface Vector {
  readonly name: string;
  readonly provider: string;
  readonly secret: string;
  readonly request: HttpRequest;
  /** The header that holds the signature. */
  readonly signature: string;
  /** Milliseconds since 1970 at which it was right. */
  readonly now: number;
}

interface Scheme {
  readonly provider: string;
  /** Name of the field that holds the secret. */
  readonly secret: string;
  readonly signature: string;
  /** Further headers, by the fields that hold them. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Name of the field that holds the time that is signed. */
  readonly timestamp?: string;
}

const hub = { secret: 'app_secret', signature: 'X-Hub-Signature-256' };
const zendeskTime = 'X-Zendesk-Webhook-Signature-Timestamp';
const twilio = { secret: 'auth_token', signature: 'X-Twilio-Signature' };

const SCHEMES: Readonly<Record<string, Scheme>> = {
  chatwoot: {
    provider: 'chatwoot',
    secret: 'secret',
    signature: 'X-Chatwoot-Signature',
    headers: { 'x-chatwoot-timestamp': 'X-Chatwoot-Timestamp' },
    timestamp: 'X-Chatwoot-Timestamp',
  },
  instagram: { ...hub, provider: 'instagram' },
  intercom: { provider: 'intercom', secret: 'client_secret', signature: 'X-Hub-Signature' },
  line: { provider: 'line', secret: 'channel_secret', signature: 'x-line-signature' },
  messenger: { ...hub, provider: 'messenger' },
  slack: {
    provider: 'slack',
    secret: 'signing_secret',
    signature: 'X-Slack-Signature',
    headers: { 'x-slack-request-timestamp': 'timestamp' },
    timestamp: 'timestamp',
  },
  standard_webhooks: {
    provider: 'cloudevents',
    secret: 'secret',
    signature: 'webhook-signature',
    headers: { 'webhook-id': 'webhook-id', 'webhook-timestamp': 'webhook-timestamp' },
    timestamp: 'webhook-timestamp',
  },
  twilio_conversations: { ...twilio, provider: 'twilio-conversations' },
  twilio_messaging: { ...twilio, provider: 'twilio-messaging' },
  whatsapp: { ...hub, provider: 'whatsapp' },
  zendesk_support: {
    provider: 'zendesk-support',
    secret: 'secret',
    signature: 'X-Zendesk-Webhook-Signature',
    headers: { [zendeskTime.toLowerCase()]: zendeskTime },
    timestamp: zendeskTime,
  },
};

/** The vectors of a folder's `signature_vectors.json`. */
export function vectorsOf(sample: Sample): readonly Vector[] {
  const scheme = SCHEMES[sample.folder];
  if (!scheme) throw new Error(`Nobody says how ${sample.folder} is signed.`);
  return listAt(jsonOf(sample), 'vectors').map((vector, n) => vectorOf(sample, scheme, vector, n));
}

function vectorOf(sample: Sample, scheme: Scheme, vector: unknown, n: number): Vector {
  const signature = scheme.signature.toLowerCase();
  const others = Object.entries(scheme.headers ?? {}).map(([name, field]) => {
    return [name, textAt(vector, field)];
  });
  const raw = at(vector, 'raw_body');
  const url = textAt(vector, 'request_url') || textAt(vector, 'url') || 'https://x/';
  return {
    name: `${sample.folder} ${n + 1} ${textAt(vector, 'name')}`.trim(),
    provider: scheme.provider,
    secret: textAt(vector, scheme.secret),
    signature,
    now: scheme.timestamp === undefined ? 0 : timeOf(textAt(vector, scheme.timestamp)),
    request: {
      method: 'POST',
      url,
      query: Object.fromEntries(new URL(url).searchParams),
      headers: {
        'content-type':
          raw === undefined ? 'application/x-www-form-urlencoded' : 'application/json',
        [signature]: textAt(vector, `expected_${scheme.signature}`),
        ...Object.fromEntries(others),
      },
      body: Buffer.from(raw === undefined ? formOf(at(vector, 'params')) : String(raw)),
    },
  };
}

function formOf(parameters: unknown): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fieldsOf(parameters)))
    for (const one of [value].flat()) form.append(name, String(one));
  return form.toString();
}

function timeOf(text: string): number {
  return /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text);
}
