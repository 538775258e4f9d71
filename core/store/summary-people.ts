import type { Participant } from '../events/blocks.ts';
import type { UnrecordedEvent } from '../events/event.ts';
import { type ConversationSummary, SUMMARY_LIMITS } from '../events/summary.ts';

type Participants = ConversationSummary['participants'];
type Links = ConversationSummary['links'];

/** Everyone in an event. */
export function peopleOf(event: UnrecordedEvent): readonly Participant[] {
  const people = [event.actor, event.participant, ...(event.recipients ?? [])];
  return people.filter((person) => person !== undefined);
}

/** The participants after an event, in the order of their first event, as last described. */
export function foldParticipants(before: Participants, event: UnrecordedEvent): Participants {
  const known = new Map(before.map((person) => [person.id, person]));
  for (const { id, role, name, provider_id } of peopleOf(event)) {
    const old = known.get(id);
    if (!old && known.size === SUMMARY_LIMITS.participants) continue;
    known.set(id, {
      id,
      role,
      name: name ?? old?.name,
      provider_id: provider_id ?? old?.provider_id,
    });
  }
  return [...known.values()];
}

/** Who has the conversation after an event. A change of assignee that names none leaves it to nobody. */
export function foldAssignment(
  before: Pick<ConversationSummary, 'assignee_id' | 'team_id'>,
  { type, change }: UnrecordedEvent,
) {
  const { assignee_id = before.assignee_id, team_id = before.team_id } = change ?? {};
  const assigned = type === 'ConversationAssigned' && change?.team_id === undefined;
  const given = assigned || change?.previous_assignee_id !== undefined;
  return { assignee_id: given ? change?.assignee_id : assignee_id, team_id };
}

/** The tags after an event, newest last. */
export function foldTags(before: readonly string[], { change }: UnrecordedEvent): string[] {
  const { tags_added: added = [], tags_removed: removed = [] } = change ?? {};
  return appended(
    before.filter((tag) => !removed.includes(tag)),
    added,
    SUMMARY_LIMITS.tags,
  );
}

/** The conversations that an event ties to its own. */
export function foldLinks(before: Links, event: UnrecordedEvent): Links {
  const { conversation_id: own, linked_conversation_id: linked, type, merge } = event;
  const merged = type === 'ConversationMerged' ? merge : undefined;
  const from = merged?.into_id === own ? [merged.from_id] : [];
  return {
    merged_into: merged?.from_id === own ? merged.into_id : before.merged_into,
    merged_from: appended(before.merged_from, from, SUMMARY_LIMITS.links),
    linked: appended(before.linked, linked ? [linked] : [], SUMMARY_LIMITS.links),
  };
}

/** A list with texts added that it does not hold, cut to its newest. */
function appended(before: readonly string[], texts: readonly string[], most: number): string[] {
  const added = texts.filter((text) => !before.includes(text));
  return [...before, ...new Set(added)].slice(-most);
}
