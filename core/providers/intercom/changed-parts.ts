import type { EventDraft } from '../../events/draft.ts';
import { readEvent } from '../json-body.ts';
import { metadataOf, texts } from '../metadata-texts.ts';
import { type ConversationCase, caseOf } from './conversations.ts';
import { type Notification, timeOf } from './notification.ts';
import { deletionEvent } from './parts.ts';
import { type Part, part, type Tag } from './payload.ts';
import { businessOf, personOf } from './people.ts';
import { partFact, sourceKey, sourceOf } from './place.ts';
import { providerEvent } from './provider-event.ts';

/** `conversation_part.redacted`: the part is the one that was deleted. */
export function redactedEvents(notification: Notification): readonly EventDraft[] {
  const told = caseOf(notification);
  const parts = told.rawParts.map((raw) => readEvent(raw, part));
  const deleted = parts.filter(({ redacted }) => redacted !== false);
  if (deleted.length > 0) return deleted.map((read) => deletionEvent(told.place, read));
  const opening = sourceOf(told.read);
  if (!opening?.redacted) return [providerEvent(notification)];
  return [
    {
      ...told.place.shared,
      fact: { key: sourceKey(told.place), part: 'deleted', rank: 'changed' },
      type: 'MessageDeleted',
      occurredAt: notification.createdAt,
      actor: businessOf(notification.account),
      message: { id: opening.id },
    },
  ];
}

/** `conversation_part.tag.created`: an event for each tag that the part was given. */
export function taggedEvents(notification: Notification): readonly EventDraft[] {
  const told = caseOf(notification);
  const last = told.rawParts.at(-1);
  const tagged = last === undefined ? undefined : readEvent(last, part);
  const tags = addedTags(told, tagged);
  if (tags.length === 0) return [providerEvent(notification)];
  return tags.map((tag) => taggedEvent(told, tagged, tag));
}

function taggedEvent(
  { notification, place, read }: ConversationCase,
  tagged: Part | undefined,
  tag: Tag,
): EventDraft {
  const fact = tagged ? partFact(place, tagged.id) : { key: sourceKey(place) };
  const messageId = tagged?.id ?? sourceOf(read)?.id;
  const at = tag.applied_at ?? tagged?.updated_at;
  return {
    ...place.shared,
    fact: { ...fact, key: `${fact.key}:tag:${tag.id}`, part: 'tagged', rank: 'changed' },
    type: 'ConversationTagged',
    occurredAt: at ? timeOf(at) : notification.createdAt,
    actor: tag.applied_by ? personOf(place, tag.applied_by) : businessOf(place.account),
    message: messageId === undefined ? undefined : { id: messageId },
    change: { tags_added: [tag.name ?? tag.id] },
    metadata: metadataOf(texts({ tag_id: tag.id })),
  };
}

/**
 * 1.x names the new tags (`tags_added`), some versions those of the part; else they are the tags of
 * the conversation that were applied last.
 */
function addedTags({ read }: ConversationCase, tagged: Part | undefined): readonly Tag[] {
  if (read.tags_added?.length) return read.tags_added;
  if (tagged?.tags?.length) return tagged.tags;
  const all = read.tags ?? [];
  const times = all.map(({ applied_at: at }) => (at ? timeOf(at) : 0));
  const latest = Math.max(...times);
  return all.filter((_, index) => times[index] === latest);
}
