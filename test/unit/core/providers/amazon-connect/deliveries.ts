import { completeEvent } from '../../../../../core/events/draft.ts';
import type { UnrecordedEvent } from '../../../../../core/events/event.ts';
import { amazonConnect } from '../../../../../core/providers/amazon-connect/index.ts';
import { testIdentity } from '../../../../support/events.ts';

/** The log events of what is posted. */
export function eventsOf(body: unknown): UnrecordedEvent[] {
  const bytes = Buffer.from(JSON.stringify(body));
  const request = { method: 'POST', url: '', headers: {}, query: {}, body: bytes };
  const context = {
    tenantId: 'acme',
    sourceId: 'src',
    provider: 'amazon-connect',
    deliveryId: 'dlv_1',
    identity: testIdentity,
  };
  return amazonConnect
    .read(request)
    .flatMap((event) => amazonConnect.normalize(event, {}))
    .map((draft) => completeEvent(draft, draft.occurredAt ?? 0, context).event);
}
