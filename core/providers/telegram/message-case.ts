import type { DraftParticipant, EventDraft } from '../../events/draft.ts';
import { timeFromSeconds } from '../../events/time.ts';
import { texts } from '../texts.ts';
import type { Message } from './payload.ts';
import { senderOf } from './people.ts';
import { factKey, messageIdOf, placeOf } from './place.ts';
import type { Update } from './update.ts';

/** A message with what all its events share. */
export interface MessageCase {
  readonly update: Update;
  readonly message: Message;
  readonly sender: DraftParticipant;
  readonly shared: Pick<
    EventDraft,
    'occurredAt' | 'thread' | 'origin' | 'channel' | 'actor' | 'metadata'
  >;
}

/** Puts together what the events of a message share. */
export function caseOf(update: Update, read: Message): MessageCase {
  const sender = senderOf(update, read);
  return {
    update,
    message: read,
    sender,
    shared: {
      ...placeOf(update, read),
      occurredAt: timeFromSeconds(read.date),
      actor: sender,
      metadata: metadataOf(read),
    },
  };
}

/** The fact of a message, with Telegram's order within its chat. */
export function factOf({ update, message: { chat, ...read } }: MessageCase) {
  const id = messageIdOf({ chat, ...read }, read.message_id);
  return { key: factKey(update, chat, 'message', id), sequence: read.message_id };
}

function metadataOf(read: Message): Record<string, string> | undefined {
  const file = read.document ?? read.video ?? read.audio ?? read.voice ?? read.photo?.at(-1);
  return texts({
    username: read.from?.username,
    language_code: read.from?.language_code,
    forwarded_from: read.forward_origin?.type,
    via_bot: read.via_bot?.username,
    media_group_id: read.media_group_id,
    author_signature: read.author_signature,
    file_unique_id: file?.file_unique_id,
    duration: file?.duration,
    animation: read.animation ? true : undefined,
    voice: read.voice ? true : undefined,
    video_note: read.video_note ? true : undefined,
    sticker_set: read.sticker?.set_name,
    live_period: read.location?.live_period,
    poll_id: read.poll?.id,
    telegram_payment_charge_id: read.successful_payment?.telegram_payment_charge_id,
    provider_payment_charge_id: read.successful_payment?.provider_payment_charge_id,
  });
}
