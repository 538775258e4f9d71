import type { DraftParticipant, EventDraft } from '../../events/draft.ts';
import { addressOf, type TwilioAddress } from '../twilio-address.ts';
import { type Parameters, rcsMetadata, type Webhook } from './payload.ts';

/** A message or its status, with who and where. */
export interface MessageCase {
  readonly sid: string;
  /** `received`, or the status of a message of the business. */
  readonly state: string;
  readonly parameters: Parameters;
  readonly business: DraftParticipant;
  readonly customer: DraftParticipant;
  readonly place: Pick<EventDraft, 'thread' | 'origin' | 'channel'>;
  readonly rcs: Rcs | undefined;
}

interface Rcs {
  readonly agentId: string | undefined;
  readonly messageId: string | undefined;
  /** When the customer sent the message: RFC 3339. */
  readonly sentAt: string | undefined;
}

const INBOUND = new Set(['received', 'receiving']);

/** The case of a webhook; `null` where it names no message or not both sides. */
export function caseOf({ parameters, token }: Webhook): MessageCase | null {
  const { From, To, MessagingServiceSid, MessageSid, SmsMessageSid, SmsSid } = parameters;
  const sid = MessageSid || SmsMessageSid || SmsSid;
  const state = parameters.MessageStatus || parameters.SmsStatus || 'received';
  const inbound = INBOUND.has(state);
  const [us, them] = inbound ? [To, From] : [From || MessagingServiceSid, To];
  if (!sid || !us || !them) return null;
  const [business, customer] = [addressOf(us), addressOf(them)];
  const rcs = business.channel === 'rcs' ? rcsOf(parameters) : undefined;
  const key = `${us},${them}`;
  const account = parameters.AccountSid || undefined;
  return {
    sid,
    state: inbound ? 'received' : state,
    parameters,
    business: businessOf(business, account),
    customer: customerOf(customer, inbound ? parameters : {}),
    place: {
      thread: account ? { key, account } : { key },
      origin: { event_type: state, event_id: token, account_id: account, conversation_id: key },
      channel: channelOf(business, customer, sid, parameters, rcs),
    },
    rcs,
  };
}

/** Short codes and alphanumeric senders are unique only within an account. */
function businessOf({ whole, id }: TwilioAddress, account: string | undefined): DraftParticipant {
  return { role: 'system', key: account ? `${account}:${whole}` : whole, channel_id: id };
}

function customerOf(
  { whole, id }: TwilioAddress,
  { ProfileName, ExternalUserId }: Partial<Parameters>,
): DraftParticipant {
  return {
    role: 'customer',
    key: whole,
    channel_id: id,
    provider_id: ExternalUserId || undefined,
    name: ProfileName || undefined,
  };
}

function channelOf(
  business: TwilioAddress,
  customer: TwilioAddress,
  sid: string,
  { NumMedia, MessagingServiceSid, ChannelInstallSid }: Parameters,
  rcs: Rcs | undefined,
): EventDraft['channel'] {
  const metadata: Record<string, string> = { business_address: business.id };
  const kind = kindOf(business);
  if (kind) metadata.business_address_type = kind;
  if (MessagingServiceSid) metadata.messaging_service_sid = MessagingServiceSid;
  if (ChannelInstallSid) metadata.channel_install_sid = ChannelInstallSid;
  if (rcs?.agentId) metadata.rcs_agent_id = rcs.agentId;
  // A text may be sent from a messaging service: then only the customer's address names the channel.
  const { channel } = customer.channel === 'sms' ? business : customer;
  const files = sid.startsWith('MM') || Number(NumMedia) > 0;
  return { type: channel === 'sms' && files ? 'mms' : channel, metadata };
}

/** What kind of sender the business has on the telephone network. */
function kindOf({ id, channel }: TwilioAddress): string | undefined {
  if (id.startsWith('+')) return 'phone_number';
  if (channel !== 'sms') return undefined;
  if (/^\d{3,8}$/.test(id)) return 'short_code';
  return /^MG[0-9a-f]{32}$/.test(id) ? 'messaging_service' : 'alphanumeric';
}

function rcsOf({ ChannelMetadata }: Parameters): Rcs | undefined {
  try {
    const { data } = rcsMetadata.safeParse(JSON.parse(ChannelMetadata || '{}'));
    const { agentId, channelPayload } = data?.data.context ?? {};
    return { agentId, messageId: channelPayload?.messageId, sentAt: channelPayload?.sendTime };
  } catch {
    return undefined;
  }
}
