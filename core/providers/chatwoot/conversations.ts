import type { EventDraft } from '../../events/draft.ts';
import { readEvent } from '../json-body.ts';
import { texts } from '../texts.ts';
import { type Change, changedAt, changesOf, idOf, namesOf, textsOf } from './changes.ts';
import { merged } from './metadata.ts';
import { maybeTimeOf } from './moment.ts';
import { type ConversationEvent, conversationEvent } from './payload.ts';
import { customerOf, inboxOf, personOf } from './people.ts';
import { conversationKey, placeOf } from './place.ts';
import { statusOf } from './status.ts';
import { keyIn, nameOf, type Webhook } from './webhook.ts';

/** What the events of a conversation share; who changed it, Chatwoot does not say. */
interface Case {
  readonly webhook: Webhook;
  readonly read: ConversationEvent;
  readonly changes: ReadonlyMap<string, Change>;
  readonly name: string;
  readonly shared: Pick<
    EventDraft,
    'occurredAt' | 'thread' | 'origin' | 'channel' | 'actor' | 'metadata'
  >;
}

function caseOf(webhook: Webhook): Case {
  const read = readEvent(webhook.whole, conversationEvent);
  const changes = changesOf(read.changed_attributes);
  const time = changedAt(changes) ?? read.updated_at ?? read.timestamp;
  return {
    webhook,
    read,
    changes,
    name: conversationKey(read, read),
    shared: {
      ...placeOf(webhook, read, read),
      occurredAt: maybeTimeOf(time),
      actor: inboxOf(webhook, read.inbox, read),
      metadata: texts({
        priority: read.priority,
        snoozed_until: read.snoozed_until,
        subject: read.additional_attributes?.mail_subject,
      }),
    },
  };
}

/** `conversation_created`: a conversation is made once. */
export function openedEvents(webhook: Webhook): readonly EventDraft[] {
  const { read, name, shared } = caseOf(webhook);
  return [
    {
      ...shared,
      fact: { key: keyIn(webhook, 'opened', name), part: 'opened', rank: 'opened' },
      type: 'ConversationOpened',
      occurredAt: maybeTimeOf(read.created_at) ?? shared.occurredAt,
      participant: customerOf(webhook, read),
      change: { status: statusOf(read.status) ?? 'open', reason: reasonOf(read.status) },
    },
  ];
}

/**
 * `conversation_status_changed`, and what an agent bot gets of the same change:
 * `conversation_opened` and `conversation_resolved`, whose name is the new status.
 */
export function statusEvents(webhook: Webhook): readonly EventDraft[] {
  const { read, changes, name, shared } = caseOf(webhook);
  const status = statusNamed(webhook.event) ?? read.status ?? 'unknown';
  const previous = statusOf(changes.get('status')?.previous);
  const now = statusOf(status);
  return [
    {
      ...shared,
      fact: {
        key: keyIn(webhook, 'status', name, status, shared.occurredAt ?? nameOf(webhook)),
        part: 'status',
        rank: now === 'closed' ? 'closed' : 'changed',
      },
      type: typeOfChange(now, previous),
      change: { status: now, previous_status: previous, reason: reasonOf(status) },
    },
  ];
}

/** Chatwoot's own name of a status where the log's says less. */
function reasonOf(status: string | null | undefined): string | undefined {
  const same = status === 'open' || status === 'pending' || status === 'resolved';
  return same ? undefined : (status ?? undefined);
}

function statusNamed(event: string): string | undefined {
  if (event === 'conversation_opened') return 'open';
  return event === 'conversation_resolved' ? 'resolved' : undefined;
}

/** From snoozed or pending to open is no reopening: it was not closed. */
function typeOfChange(now: string | undefined, previous: string | undefined) {
  if (now === 'closed') return 'ConversationClosed';
  return now === 'open' && previous !== 'pending' ? 'ConversationReopened' : 'ConversationUpdated';
}

/**
 * `conversation_updated`: assignments and labels have types of their own, all else is told by one
 * ConversationUpdated. A changed status is among it, and has an event of Chatwoot's own as well.
 */
export function updatedEvents(webhook: Webhook): readonly EventDraft[] {
  const part = caseOf(webhook);
  const events = [...assignedEvents(part), ...taggedEvents(part)];
  const told = ['assignee_id', 'assignee_agent_bot_id', 'team_id', 'label_list'];
  const others = namesOf(part.changes).filter((name) => !told.includes(name));
  return events.length > 0 && others.length === 0 ? events : [...events, otherEvent(part, others)];
}

/** Older versions say only the second of the last activity, which does not tell changes apart. */
function factOf(
  { webhook, read, changes, name, shared }: Case,
  part: string,
  rank: 'assigned' | 'changed',
) {
  const exact = changedAt(changes) ?? read.updated_at;
  const when = exact ? (shared.occurredAt ?? '') : nameOf(webhook);
  return { key: keyIn(webhook, 'update', name, when), part, rank };
}

function assignedEvents(part: Case): readonly EventDraft[] {
  const { webhook, changes, read, shared } = part;
  const [agent, bot, team] = ['assignee_id', 'assignee_agent_bot_id', 'team_id'].map((name) =>
    changes.get(name),
  );
  if (!agent && !bot && !team) return [];
  const key = (side: keyof Change) => {
    const [user, agentBot] = [idOf(agent?.[side]), idOf(bot?.[side])];
    if (user !== undefined) return keyIn(webhook, 'user', user);
    return agentBot === undefined ? undefined : keyIn(webhook, 'agent_bot', agentBot);
  };
  const assignee = key('current');
  const { meta } = read;
  const known = meta?.assignee && personOf(webhook, meta.assignee, 'user');
  return [
    {
      ...shared,
      fact: factOf(part, 'assigned', 'assigned'),
      type: 'ConversationAssigned',
      participant: known?.key === assignee && known ? known : undefined,
      change: {
        assignee,
        previous_assignee: key('previous'),
        team_id: idOf(team?.current),
        reason: assignee === undefined && !team?.current ? 'unassigned' : undefined,
      },
      metadata: merged(
        shared.metadata,
        texts({
          team_name: team?.current ? meta?.team?.name : undefined,
          previous_team_id: idOf(team?.previous),
        }),
      ),
    },
  ];
}

function taggedEvents(part: Case): readonly EventDraft[] {
  const labels = part.changes.get('label_list');
  if (!labels) return [];
  const [before, after] = [textsOf(labels.previous), textsOf(labels.current)];
  return [
    {
      ...part.shared,
      fact: factOf(part, 'tagged', 'changed'),
      type: 'ConversationTagged',
      change: {
        tags_added: after.filter((label) => !before.includes(label)),
        tags_removed: before.filter((label) => !after.includes(label)),
      },
    },
  ];
}

function otherEvent(part: Case, names: readonly string[]): EventDraft {
  const { changes, shared } = part;
  const status = changes.get('status');
  return {
    ...shared,
    fact: factOf(part, 'updated', 'changed'),
    type: 'ConversationUpdated',
    change: status && {
      status: statusOf(status.current),
      previous_status: statusOf(status.previous),
    },
    metadata: merged(
      shared.metadata,
      texts({
        changed: names.join(','),
        previous_priority: idOf(changes.get('priority')?.previous),
      }),
    ),
  };
}
