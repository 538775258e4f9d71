import { isUtf8 } from 'node:buffer';
import { hash } from 'node:crypto';
import * as z from 'zod';
import { LogError } from '../../events/errors.ts';
import type { HttpRequest } from '../../runtime/http.ts';
import { readJson } from '../json-body.ts';

const STRUCTURED = 'application/cloudevents+json';
const BATCH = 'application/cloudevents-batch+json';

const json = z.unknown();
const batch = z.array(z.unknown());

/** A Standard Webhooks body. What it brings beside `data` is kept (specification, "Payload structure"). */
const plainWebhook = z.looseObject({
  type: z.string(),
  timestamp: z.string().optional(),
  id: z.unknown().optional(),
});

/**
 * The events of a delivery, each in the structured JSON form, whatever mode it came in: structured,
 * batch (which may be empty) or binary. Two forms beyond the specification are taken too: plain
 * `application/json` that holds an event or a batch, and a Standard Webhooks body `{type, timestamp,
 * data}`, whose id is the `webhook-id` header.
 * Source: CloudEvents, "HTTP Protocol Binding", section 3.
 * @throws LogError `unreadable_delivery`
 */
export function deliveredEvents(request: HttpRequest): readonly unknown[] {
  const { headers, body } = request;
  const type = (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (type === BATCH) return readJson(body, batch);
  if (type === STRUCTURED) return [readJson(body, json)];
  if (headers['ce-specversion'] !== undefined) return [binaryEvent(request, type)];
  if (type !== 'application/json') {
    const reason = 'Neither a CloudEvents content type nor ce- headers nor application/json.';
    throw new LogError('unreadable_delivery', reason);
  }
  const value = readJson(body, json);
  if (Array.isArray(value)) return value;
  return [isCloudEvent(value) ? value : webhookEvent(value, request)];
}

/** With a `source` it is meant as an event, and what it lacks is an error to report. */
function isCloudEvent(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return 'specversion' in value || 'source' in value;
}

function webhookEvent(value: unknown, { headers, body }: HttpRequest): unknown {
  const parsed = plainWebhook.safeParse(value);
  if (!parsed.success) {
    throw new LogError('unreadable_delivery', 'Neither a CloudEvent nor {type, timestamp, data}.');
  }
  const { timestamp, id: payloadid, ...rest } = parsed.data;
  const id = headers['webhook-id'] ?? headers['svix-id'] ?? hash('sha256', body);
  return {
    ...rest,
    ...(timestamp !== undefined && { time: timestamp }),
    ...(payloadid !== undefined && { payloadid }),
    specversion: '1.0',
    id,
    source: 'standard-webhooks',
  };
}

/** Attributes from `ce-` headers, data from the body. */
function binaryEvent({ headers, body }: HttpRequest, contentType: string): unknown {
  const attributes = Object.entries(headers).flatMap(([name, value]) => {
    return name.startsWith('ce-') ? [[name.slice(3), headerText(value)] as const] : [];
  });
  const datacontenttype = headers['content-type'];
  return {
    ...Object.fromEntries(attributes),
    ...(datacontenttype && { datacontenttype }),
    ...dataOf(body, contentType),
  };
}

function dataOf(body: Buffer, contentType: string): object {
  if (body.length === 0) return {};
  if (/^application\/(json|[\w.-]+\+json)$|^text\/json$/.test(contentType)) {
    return { data: readJson(body, json) };
  }
  return isUtf8(body) ? { data: body.toString('utf8') } : { data_base64: body.toString('base64') };
}

/**
 * The text of a header's value: quotes and their escapes taken off, then percent-decoded once.
 * Source: CloudEvents, "HTTP Protocol Binding", section 3.1.3.2.
 * @throws LogError `unreadable_delivery` when it is no UTF-8
 */
function headerText(value: string): string {
  const quoted = /^"(.*)"$/s.exec(value)?.[1];
  const text = quoted === undefined ? value : quoted.replace(/\\(.)/gs, '$1');
  try {
    return decodeURIComponent(text.replace(/%(?![0-9a-fA-F]{2})/g, '%25'));
  } catch {
    throw new LogError('unreadable_delivery', 'A ce- header is not UTF-8 in percent-encoding.');
  }
}
