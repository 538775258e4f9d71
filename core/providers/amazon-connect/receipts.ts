import type { DraftParticipant, EventDraft } from '../../events/draft.ts';
import {
  businessIn,
  type Chat,
  customerIn,
  itemKey,
  kindOf,
  participantKey,
  senderOf,
  sharedOf,
} from './chat.ts';
import { jsonOf } from './json-text.ts';
import { receiptContent } from './payload.ts';
import { roleOf } from './people.ts';
import { firstTime } from './times.ts';

type State = 'delivered' | 'read';

/** `message.delivered` and `message.read`: the sender of the event has got or read a message. */
export function receiptEvents(chat: Chat): readonly EventDraft[] {
  const { item } = chat;
  const state: State = kindOf(item) === 'event.message.read' ? 'read' : 'delivered';
  const named = receiptContent.safeParse(jsonOf(item.Content)).data?.messageId;
  const messageId = named ?? item.MessageMetadata?.MessageId;
  const reader = senderOf(chat);
  return [
    receipt(chat, { state, messageId, reader, at: item.AbsoluteTime, by: item.ParticipantId }),
  ];
}

/**
 * Receipts as the transcript has them: of one message, for each of its recipients; `null` where they
 * say no time.
 */
export function metadataEvents(chat: Chat): readonly EventDraft[] | null {
  const { MessageId: messageId, Receipts = [] } = chat.item.MessageMetadata ?? {};
  const events = Receipts.flatMap((each) => {
    const by = each.RecipientParticipantId;
    const reader = readerOf(chat, by);
    return [
      { state: 'delivered' as const, at: each.DeliveredTimestamp },
      { state: 'read' as const, at: each.ReadTimestamp },
    ]
      .filter(({ at }) => firstTime(at) !== null)
      .map(({ state, at }) => receipt(chat, { state, at, messageId, reader, by }));
  });
  return events.length > 0 ? events : null;
}

/** A recipient is named by id alone: they are on the other side of who sent the message. */
function readerOf(chat: Chat, participantId: string | undefined): DraftParticipant {
  if (participantId === undefined) return businessIn(chat);
  const { ParticipantRole } = chat.item;
  const key = participantKey(participantId);
  if (ParticipantRole === undefined) return { role: 'system', key, provider_id: participantId };
  if (roleOf(ParticipantRole) === 'customer') {
    return { role: 'agent', key, provider_id: participantId };
  }
  return { ...customerIn(chat), provider_id: participantId };
}

interface Receipt {
  readonly state: State;
  readonly messageId: string | undefined;
  readonly reader: DraftParticipant;
  readonly at: string | undefined;
  readonly by: string | undefined;
}

function receipt(chat: Chat, { state, messageId, reader, at, by }: Receipt): EventDraft {
  return {
    ...sharedOf(chat),
    fact: {
      key: messageId ? `status:${messageId}:${state}:${by ?? ''}` : itemKey(chat),
      part: state,
      rank: state,
    },
    type: state === 'read' ? 'MessageRead' : 'MessageDelivered',
    occurredAt: firstTime(at),
    actor: reader,
    message: messageId ? { id: messageId } : undefined,
  };
}
