import type { ChannelType } from '../../events/blocks.ts';
import type { EventDraft } from '../../events/draft.ts';
import { texts } from '../texts.ts';
import type { TicketDetail } from './payload.ts';

/**
 * Channels by the names of `via.channel`, in small letters. Source: Zendesk API reference, "Via object".
 * Messaging (`native_messaging`) is the web widget or the SDK of an app: Zendesk does not say which.
 */
const CHANNELS: ReadonlyMap<string, ChannelType> = new Map([
  ['answer_bot_for_web_widget', 'web'],
  ['api', 'api'],
  ['api_phone_call_inbound', 'voice'],
  ['api_phone_call_outbound', 'voice'],
  ['api_voicemail', 'voice'],
  ['apple_business_chat', 'apple'],
  ['business_messaging_slack_connect', 'slack'],
  ['chat', 'web'],
  ['chat_offline_message', 'web'],
  ['chat_transcript', 'web'],
  ['connect_mail', 'email'],
  ['connect_sms', 'sms'],
  ['email', 'email'],
  ['facebook', 'messenger'],
  ['facebook_message', 'messenger'],
  ['facebook_post', 'messenger'],
  ['google_rcs', 'rcs'],
  ['helpcenter', 'web'],
  ['instagram_dm', 'instagram'],
  ['iphone', 'ios'],
  ['line', 'line'],
  ['mail', 'email'],
  ['mailgun', 'email'],
  ['messagebird_sms', 'sms'],
  ['native_messaging', 'web'],
  ['phone_call_inbound', 'voice'],
  ['phone_call_outbound', 'voice'],
  ['sms', 'sms'],
  ['sunshine_conversations_api', 'api'],
  ['sunshine_conversations_facebook_messenger', 'messenger'],
  ['telegram', 'telegram'],
  ['text_message', 'sms'],
  ['twilio_sms', 'sms'],
  ['viber', 'viber'],
  ['voice', 'voice'],
  ['voicemail', 'voice'],
  ['web', 'web'],
  ['web_form', 'web'],
  ['web_service', 'api'],
  ['web_widget', 'web'],
  ['wechat', 'wechat'],
  ['whatsapp', 'whatsapp'],
]);

/** The channel through which a ticket came, with what else places it. */
export function channelOf(
  { via, brand_id }: TicketDetail,
  sunshineConversationId?: string,
): EventDraft['channel'] {
  const metadata = texts({
    via_channel: via?.channel,
    brand_id,
    sunshine_conversation_id: sunshineConversationId,
  });
  return { type: CHANNELS.get(via?.channel ?? '') ?? 'other', metadata: metadata ?? {} };
}
