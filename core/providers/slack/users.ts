import type { EventDraft } from '../../events/draft.ts';
import { readEvent } from '../json-body.ts';
import { texts } from '../texts.ts';
import { membershipType } from './membership.ts';
import { userEvent } from './payload.ts';
import { personOf } from './people.ts';
import { nowhere } from './place.ts';
import { providerEvent } from './provider-event.ts';
import { momentOf, type SlackEvent } from './slack-event.ts';

/**
 * `team_join` and `user_change`: someone is new in the workspace, or has another profile. They are
 * about no conversation. The log has no type for the changed profile of an agent or bot.
 */
export function userEvents(event: SlackEvent): readonly EventDraft[] {
  const { user, event_ts } = readEvent(event.event, userEvent);
  const { id, team_id, is_bot, profile } = user;
  const name = profile?.display_name || profile?.real_name || user.real_name || user.name;
  const participant = personOf(event, { id, team: team_id ?? event.team_id, isBot: is_bot, name });
  const { occurredAt, mark } = momentOf(event, event_ts);
  const joined = event.kind === 'team_join';
  if (!joined && participant.role !== 'customer') return [providerEvent(event)];
  return [
    {
      ...nowhere(event),
      fact: joined
        ? { key: `user:${id}:joined`, part: 'joined', rank: 'joined' }
        : { key: `user:${id}:changed:${mark}`, part: 'updated', rank: 'changed' },
      type: joined ? membershipType(participant.role, 'joined') : 'CustomerUpdated',
      occurredAt,
      actor: participant,
      participant,
      metadata: texts({
        user_team: team_id,
        username: user.name,
        email: profile?.email,
        phone: profile?.phone,
        timezone: user.tz,
        is_guest: user.is_restricted || undefined,
        is_deactivated: user.deleted || undefined,
      }),
    },
  ];
}
