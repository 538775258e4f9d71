import type { EventDraft } from '../../events/draft.ts';
import { readEvent } from '../json-body.ts';
import { inboundEvents } from './inbound.ts';
import { caseOf } from './message-case.ts';
import { webhook } from './payload.ts';
import { providerEvent } from './provider-event.ts';
import { statusEvent } from './statuses.ts';

/** The log events of a webhook: a message that came in, or the status of one that went out. */
export function normalize(event: unknown): readonly EventDraft[] {
  const read = readEvent(event, webhook);
  const part = caseOf(read);
  if (!part) return [providerEvent(read)];
  return part.state === 'received' ? inboundEvents(part) : [statusEvent(part)];
}
