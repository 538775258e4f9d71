import type { EventDraft } from '../../events/draft.ts';
import type { SourceOptions } from '../adapter.ts';
import { assistantEvents } from './assistant-threads.ts';
import { changeEvents, deletionEvents } from './changed-messages.ts';
import { channelEvents, channelMessageEvents, idChangeEvents, topicEvents } from './channels.ts';
import { memberEvents, memberMessageEvents, ownLeaveEvents } from './membership.ts';
import { SAYING } from './message-kinds.ts';
import { messageEvents } from './messages.ts';
import { providerEvent } from './provider-event.ts';
import { reactionEvents } from './reactions.ts';
import { type SlackEvent, slackEventOf } from './slack-event.ts';
import { userEvents } from './users.ts';

type Normalize = (event: SlackEvent) => readonly EventDraft[];

const BY_KIND: ReadonlyMap<string, Normalize> = new Map<string, Normalize>([
  ['message', messageEvents],
  ['app_mention', messageEvents],
  ...SAYING.map((subtype): [string, Normalize] => [`message/${subtype}`, messageEvents]),
  ['message/message_changed', changeEvents],
  ['message/message_deleted', deletionEvents],
  ['reaction_added', reactionEvents],
  ['reaction_removed', reactionEvents],
  ['member_joined_channel', memberEvents],
  ['member_left_channel', memberEvents],
  ['team_join', userEvents],
  ['user_change', userEvents],
  ['im_created', channelEvents('created')],
  ['channel_created', channelEvents('created')],
  ['channel_shared', channelEvents('shared')],
  ['channel_unshared', channelEvents('unshared')],
  ['channel_id_changed', idChangeEvents],
  ['assistant_thread_started', assistantEvents],
  ['assistant_thread_context_changed', assistantEvents],
  // Private channels are `group` where Slack has not renamed what tells of them.
  ...ofChannelsAndGroups('left', ownLeaveEvents),
  ...ofChannelsAndGroups('archive', channelEvents('archived')),
  ...ofChannelsAndGroups('unarchive', channelEvents('unarchived')),
  ...ofChannelsAndGroups('rename', channelEvents('renamed')),
  ...ofChannelsAndGroups('deleted', channelEvents('deleted')),
  ...saidInChannelsAndGroups('join', memberMessageEvents),
  ...saidInChannelsAndGroups('leave', memberMessageEvents),
  ...saidInChannelsAndGroups('archive', channelMessageEvents('archived')),
  ...saidInChannelsAndGroups('unarchive', channelMessageEvents('unarchived')),
  ...saidInChannelsAndGroups('name', channelMessageEvents('renamed')),
  ...saidInChannelsAndGroups('topic', topicEvents),
  ...saidInChannelsAndGroups('purpose', topicEvents),
]);

function ofChannelsAndGroups(end: string, of: Normalize): readonly [string, Normalize][] {
  return [
    [`channel_${end}`, of],
    [`group_${end}`, of],
  ];
}

function saidInChannelsAndGroups(end: string, of: Normalize): readonly [string, Normalize][] {
  return [
    [`message/channel_${end}`, of],
    [`message/group_${end}`, of],
  ];
}

/** The log events of a delivery: an event, or a notice that Slack holds events back. */
export function normalize(whole: unknown, options: SourceOptions): readonly EventDraft[] {
  const event = slackEventOf(whole, options);
  return BY_KIND.get(event.kind)?.(event) ?? [providerEvent(event)];
}
