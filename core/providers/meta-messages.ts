import type { DraftParticipant, EventDraft } from '../events/draft.ts';
import { readEvent } from './json-body.ts';
import { jsonOf } from './json-value.ts';
import { referralEvent } from './meta-acts.ts';
import { attachmentTypeOf, contentOf } from './meta-content.ts';
import { editItem, type Message, type MessageItem, messageItem } from './meta-payload.ts';
import { appOf, type Place, placeOf } from './meta-place.ts';
import { providerEvent } from './meta-provider-event.ts';
import type { Unit } from './meta-units.ts';
import { texts } from './texts.ts';

/** `message`: from a customer; with `is_echo` from the business; with `is_deleted` taken back. */
export function messageEvents(unit: Unit): readonly EventDraft[] {
  const item = readEvent(unit.item, messageItem);
  const { message } = item;
  const isEcho = isTrue(message.is_echo);
  const place = placeOf(unit, item, { isEcho });
  if (!place) return [providerEvent(unit)];
  if (isTrue(message.is_deleted)) return [deletionEvent(place, message)];
  if (place.sender === place.business) return [echoEvent(unit, place, message)];
  return receivedEvents(unit, place, item);
}

function receivedEvents(unit: Unit, place: Place, item: MessageItem): readonly EventDraft[] {
  const { message: read, prior_message: prior } = item;
  const key = `message:${read.mid}`;
  const shared = { ...place.shared, actor: place.customer, metadata: metadataOf(read, prior) };
  const events: EventDraft[] = [];
  if (read.referral) events.push(referralEvent(shared, key, read.referral));
  events.push({
    ...shared,
    fact: { key, part: 'message', rank: 'received' },
    type: 'MessageReceived',
    recipients: [place.business],
    ...saying(unit, read),
  });
  if (read.quick_reply) {
    events.push({
      ...shared,
      fact: { key, part: 'postback', rank: 'pressed' },
      type: 'PostbackReceived',
      postback: { payload: read.quick_reply.payload, title: read.text },
      message: { id: read.mid },
    });
  }
  return events;
}

/** What the business wrote; of a message to oneself Meta sends both sides, under the same `mid`. */
function echoEvent(unit: Unit, place: Place, read: Message): EventDraft {
  return {
    ...place.shared,
    fact: { key: `message:${read.mid}`, part: 'echo', rank: 'sent' },
    type: 'MessageSent',
    actor: writerOf(place, read),
    recipients: [place.customer],
    ...saying(unit, read),
    metadata: metadataOf(read),
  };
}

/** Without an app it is not known who wrote: a person in Meta's own app, or an automation of Meta's. */
function writerOf({ business }: Place, { app_id }: Message): DraftParticipant {
  if (app_id === undefined) return business;
  return { ...appOf(app_id), channel_id: business.channel_id };
}

function saying(unit: Unit, read: Message): Pick<EventDraft, 'message' | 'payload'> {
  const { content, complete } = contentOf(read);
  return {
    message: { id: read.mid, content, quoted_message_id: read.reply_to?.mid },
    // What the log has no content for is kept as it came.
    payload: complete ? undefined : jsonOf(unit.item),
  };
}

function deletionEvent({ shared, sender }: Place, { mid }: Message): EventDraft {
  return {
    ...shared,
    fact: { key: `delete:${mid}`, part: 'delete', rank: 'changed' },
    type: 'MessageDeleted',
    actor: sender,
    message: { id: mid },
  };
}

/** `message_edit`: the new text, and the number of times that it was edited. */
export function editEvents(unit: Unit): readonly EventDraft[] {
  const { message_edit: edit, ...parties } = readEvent(unit.item, editItem);
  const place = placeOf(unit, parties);
  if (!place) return [providerEvent(unit)];
  const { mid, text, num_edit: count } = edit;
  const content = text === undefined ? text : ({ type: 'text', text, format: 'plain' } as const);
  return [
    {
      ...place.shared,
      fact: {
        key: `edit:${mid}:${count ?? place.shared.occurredAt}`,
        part: 'edit',
        rank: 'changed',
      },
      type: 'MessageEdited',
      actor: place.sender,
      message: { id: mid, content },
      metadata: texts({ num_edit: count }),
    },
  ];
}

function metadataOf(
  read: Message,
  prior?: MessageItem['prior_message'],
): Record<string, string> | undefined {
  const { reply_to, attachments, commands } = read;
  const template = attachments?.find(({ type }) => type === 'template')?.payload;
  return texts({
    app_id: read.app_id,
    echo_metadata: read.metadata,
    attachment_type: attachments && attachmentTypeOf(read),
    template_type: template?.template_type,
    order_number: template?.order_number,
    story_id: reply_to?.story?.id,
    story_url: reply_to?.story?.url,
    self_reply: reply_to?.is_self_reply,
    self: read.is_self,
    commands: commands?.map(({ name }) => name).join(','),
    product_id: read.referral?.product?.id,
    prior_source: prior?.source,
    prior_identifier: prior?.identifier,
  });
}

function isTrue(flag: boolean | string | undefined): boolean {
  return flag === true || flag === 'true';
}
