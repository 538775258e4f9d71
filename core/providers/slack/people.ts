import type { Role } from '../../events/blocks.ts';
import type { DraftParticipant } from '../../events/draft.ts';
import type { Author } from './payload.ts';
import type { SlackEvent } from './slack-event.ts';

const SLACKBOT = 'USLACKBOT';

/** What an event says of a person or bot. */
interface Someone {
  readonly id: string;
  readonly team?: string | undefined;
  readonly isBot?: boolean | undefined;
  readonly name?: string | undefined;
}

/** The app itself: what customers write to. */
export function businessOf({ api_app_id: app }: SlackEvent): DraftParticipant {
  return { role: 'system', key: app ? `business:${app}` : 'business', provider_id: app };
}

/** A member or bot of a workspace, by their id. */
export function personOf(event: SlackEvent, someone: Someone): DraftParticipant {
  const { id, name } = someone;
  return {
    role: roleOf(event, someone),
    key: id,
    provider_id: id,
    channel_id: id,
    name: name || undefined,
  };
}

/** Someone of whom an event gives only the id: of the workspace that the event comes from. */
export function actorOf(event: SlackEvent, id: string | undefined): DraftParticipant {
  return id ? personOf(event, { id, team: event.team_id }) : businessOf(event);
}

/** Who wrote a message; Slack's own messages have no author. */
export function authorOf(event: SlackEvent, author: Author): DraftParticipant {
  const { user, bot_id, username, user_profile, bot_profile } = author;
  const id = user || bot_id;
  if (!id) return businessOf(event);
  const ownName = user_profile?.display_name || user_profile?.real_name;
  return personOf(event, {
    id,
    team: teamOfAuthor(author) ?? event.team_id,
    isBot: Boolean(bot_id),
    name: username || bot_profile?.name || ownName,
  });
}

/** The workspace of a message's author: another than the channel's in a shared channel. */
export function teamOfAuthor(author: Author): string | undefined {
  return author.user_team ?? author.source_team ?? author.user_profile?.team ?? author.team;
}

/** Slack does not say who is whose customer; the source's options do. */
function roleOf(event: SlackEvent, { id, team, isBot }: Someone): Role {
  const { agent_user_ids, team_id } = event.options;
  if (agent_user_ids.includes(id)) return 'agent';
  if (isBot || id === SLACKBOT || isOwnBot(event, id)) return 'bot';
  const ours = team !== undefined && (team_id === team || [team_id].flat().includes(team));
  return ours ? 'agent' : 'customer';
}

function isOwnBot({ authorizations }: SlackEvent, id: string): boolean {
  return authorizations?.some(({ user_id, is_bot }) => is_bot && user_id === id) ?? false;
}
