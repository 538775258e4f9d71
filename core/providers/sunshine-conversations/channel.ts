import type { ChannelType } from '../../events/blocks.ts';
import type { EventDraft } from '../../events/draft.ts';
import { texts } from '../metadata-texts.ts';
import type { Client, Conversation, Source } from './payload.ts';

/**
 * Channels by the vendor's names of integrations, clients and sources (Sunshine Conversations API,
 * schema `clientType`). `gbm`, `kakao` and `twitter` have no type of ours.
 */
const CHANNELS: ReadonlyMap<string, ChannelType> = new Map([
  ['android', 'android'],
  ['apple', 'apple'],
  ['googlercs', 'rcs'],
  ['instagram', 'instagram'],
  ['ios', 'ios'],
  ['line', 'line'],
  ['mailgun', 'email'],
  ['messagebird', 'sms'],
  ['messenger', 'messenger'],
  ['sdk', 'web'],
  ['slackconnect', 'slack'],
  ['telegram', 'telegram'],
  ['twilio', 'sms'],
  ['viber', 'viber'],
  ['web', 'web'],
  ['wechat', 'wechat'],
  ['whatsapp', 'whatsapp'],
]);

/** Where an event happened, as far as its payload says. */
export interface Place {
  readonly appId: string;
  readonly conversation?: Conversation | null | undefined;
  readonly source?: Source | null | undefined;
  /** The client that the event is about, or that a delivery went to. */
  readonly client?: Partial<Client> | null | undefined;
}

/** The channel of an event: that of the client it is about, else that of its source. */
export function channelOf({ appId, conversation, source, client }: Place): EventDraft['channel'] {
  const sender = client ?? source?.client;
  return {
    type: typeOf(client?.type ?? source?.type ?? sender?.type, source?.device?.type),
    metadata: texts({
      app_id: appId,
      brand_id: conversation?.brandId,
      integration_id: client?.integrationId ?? source?.integrationId ?? sender?.integrationId,
      source_type: source?.type,
      client_type: sender?.type,
      client_id: sender?.id,
      device_id: source?.device?.id,
      original_message_id: source?.originalMessageId,
    }),
  };
}

/** `sdk` is the web widget unless the device says which app it is. */
function typeOf(name: string | null | undefined, device: string | null | undefined): ChannelType {
  if (!name) return 'other';
  const kind = name === 'sdk' && device ? device : name;
  return CHANNELS.get(kind) ?? (/^api(:|$)/.test(kind) ? 'api' : 'other');
}
