import type { ChannelType } from '../events/blocks.ts';

/** The prefixes of Twilio's addresses that name a channel of ours. */
const CHANNELS: ReadonlyMap<string, ChannelType> = new Map([
  ['whatsapp', 'whatsapp'],
  ['messenger', 'messenger'],
  ['instagram', 'instagram'],
  ['rcs', 'rcs'],
  ['telegram', 'telegram'],
  ['viber', 'viber'],
  ['line', 'line'],
  ['wechat', 'wechat'],
]);

const PHONE_NUMBER = /^\+\d{5,15}$/;

/** An address of Twilio's: `+14155550100`, `whatsapp:+14155550100`, `messenger:<page-scoped id>`. */
export interface TwilioAddress {
  /** As Twilio writes it. */
  readonly whole: string;
  /** Without the channel's prefix. */
  readonly id: string;
  /** `sms` where it has no prefix: numbers, short codes and alphanumeric senders. */
  readonly channel: ChannelType;
}

/** Takes an address apart. */
export function addressOf(whole: string): TwilioAddress {
  const end = whole.indexOf(':');
  if (end === -1) return { whole, id: whole, channel: 'sms' };
  const channel = CHANNELS.get(whole.slice(0, end).toLowerCase()) ?? 'other';
  return { whole, id: whole.slice(end + 1), channel };
}

/** Whether a text is somebody's address on a channel, and not an identity that the operator gave. */
export function isAddress(text: string): boolean {
  const { channel } = addressOf(text);
  return channel === 'sms' ? PHONE_NUMBER.test(text) : channel !== 'other';
}
