import { completeEvent, type EventDraft } from '../../../../../core/events/draft.ts';
import type { UnrecordedEvent } from '../../../../../core/events/event.ts';
import { slack } from '../../../../../core/providers/slack/index.ts';
import type { HttpRequest } from '../../../../../core/runtime/http.ts';
import { testIdentity } from '../../../../support/events.ts';

const APP = 'A1';
const BOT = 'UBOT';
export const TEAM = 'T1';
export const CHANNEL = 'C1';
export const DIRECT = 'D1';
/** 2025-11-23T12:13:20.004Z. */
export const TS = '1763900000.004200';

/** A text of a member in a channel. */
export const message = (more: object = {}) => ({
  type: 'message',
  user: 'U1',
  team: TEAM,
  text: 'Hello',
  channel: CHANNEL,
  channel_type: 'channel',
  ts: TS,
  event_ts: TS,
  ...more,
});

/** A message of an app, which says what its blocks say. */
export const ofBlocks = (...blocks: object[]) =>
  message({ text: 'fallback', bot_id: 'B1', blocks });

/** A request with this body. */
export function requestOf(body: unknown): HttpRequest {
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  return { method: 'POST', url: '', headers: {}, query: {}, body: bytes };
}

/** The delivery of an event. */
export const delivered = (event: object, envelope: object = {}) => ({
  token: 'old-secret',
  team_id: TEAM,
  api_app_id: APP,
  type: 'event_callback',
  event_id: 'Ev1',
  event_time: 1763900000,
  authorizations: [{ team_id: TEAM, enterprise_id: null, user_id: BOT, is_bot: true }],
  event,
  ...envelope,
});

/** The drafts of an event. */
export function draftsOf(event: object, options = {}, envelope = {}): readonly EventDraft[] {
  const units = slack.read(requestOf(delivered(event, envelope)));
  return units.flatMap((unit) => slack.normalize(unit, options));
}

/** The log events of an event. */
export function eventsOf(event: object, options = {}, envelope = {}): UnrecordedEvent[] {
  const context = {
    tenantId: 'acme',
    sourceId: 'src',
    provider: 'slack',
    deliveryId: 'dlv_1',
    identity: testIdentity,
  };
  return draftsOf(event, options, envelope).map((draft) => {
    return completeEvent(draft, draft.occurredAt ?? 0, context).event;
  });
}

/** What a message says. */
export function contentOf(said: object) {
  return eventsOf(said)[0]?.message?.content;
}
