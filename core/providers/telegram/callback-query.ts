import type { EventDraft } from '../../events/draft.ts';
import { readEvent } from '../json-body.ts';
import { texts } from '../texts.ts';
import { callbackQuery } from './payload.ts';
import { personOf } from './people.ts';
import { messageIdOf, nowhere, placeOf } from './place.ts';
import type { Update } from './update.ts';

/**
 * `callback_query`: a button was pressed. Telegram says no time: the date inside is that of the
 * message with the button. Without a message (inline mode) the chat is known by `chat_instance` only.
 */
export function callbackEvents(update: Update): readonly EventDraft[] {
  const read = readEvent(update.value, callbackQuery);
  const { id, from, message, data, game_short_name, inline_message_id, chat_instance } = read;
  const buttons = message?.reply_markup?.inline_keyboard?.flat();
  return [
    {
      ...(message ? placeOf(update, message) : instancePlace(update, chat_instance)),
      fact: {
        key: ['callback', ...(update.botId === undefined ? [] : [update.botId]), id].join(':'),
        part: 'postback',
        rank: 'pressed',
      },
      type: 'PostbackReceived',
      occurredAt: null,
      actor: personOf(from),
      message: message && { id: messageIdOf(message, message.message_id) },
      postback: {
        payload: data ?? game_short_name ?? '',
        title: buttons?.find(({ callback_data }) => callback_data && callback_data === data)?.text,
      },
      metadata: texts({
        callback_query_id: id,
        inline_message_id,
        chat_instance,
        game_short_name,
        username: from.username,
        language_code: from.language_code,
      }),
    },
  ];
}

function instancePlace(update: Update, chatInstance: string | undefined) {
  const place = nowhere(update);
  if (chatInstance === undefined) return place;
  const key = `chat_instance:${chatInstance}`;
  const thread = update.botId === undefined ? { key } : { key, account: update.botId };
  return { ...place, thread, origin: { ...place.origin, conversation_id: key } };
}
