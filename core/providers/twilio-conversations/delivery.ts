import * as z from 'zod';
import type { HttpRequest } from '../../runtime/http.ts';
import { readForm } from '../form-body.ts';
import { readJson } from '../json-body.ts';
import { bringsJson } from '../twilio-signature.ts';
import { RESOURCES } from './kinds.ts';

const TOKEN_HEADER = 'i-twilio-idempotency-token';

const json = z.union([z.array(z.unknown()), z.record(z.string(), z.unknown())]);

/**
 * The provider events of a delivery: the parameters of a webhook, the CloudEvents of Event Streams,
 * or the members of a list of the REST API.
 * @throws LogError `unreadable_delivery`
 */
export function readDelivery(request: HttpRequest): readonly unknown[] {
  if (!bringsJson(request)) return [webhookOf(request)];
  const read = readJson(request.body, json);
  if (Array.isArray(read)) return read.map((whole) => ({ told: 'cloud_event', whole }));
  for (const list of Object.keys(RESOURCES)) {
    const members = read[list];
    if (Array.isArray(members)) return members.map((whole) => ({ told: list, whole }));
  }
  return [{ told: 'cloud_event', whole: read }];
}

function webhookOf({ headers, body }: HttpRequest) {
  return { told: 'webhook', whole: readForm(body), token: headers[TOKEN_HEADER] };
}
