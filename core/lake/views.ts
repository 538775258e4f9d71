/** A view over the lake's table of events, the same on Athena and on one machine. */
export interface View {
  readonly name: string;
  /** What a row is. */
  readonly comment: string;
  readonly columns: readonly ViewColumn[];
  /** A query that both Trino (Athena) and DuckDB understand. */
  readonly sql: string;
}

interface ViewColumn {
  readonly name: string;
  readonly type: 'varchar' | 'bigint' | 'double' | 'timestamp' | 'date';
}

/** The table that files are read from: it can hold an event more than once. */
export const EVENTS_TABLE = 'raw_events';

/** Every event once, in its highest revision. Sinks deliver at least once, so the table repeats some. */
const EVENTS = `
  select * from (
    select *, row_number() over (
      partition by tenant_id, id order by revision desc, recorded_at desc) as copy
    from ${EVENTS_TABLE})
  where copy = 1`;

/**
 * An episode begins when a conversation is opened, or opened again after a close; what comes before
 * the first opening is episode 0. Ids sort by time and by the provider's order.
 */
const EPISODES = `
  events as (${EVENTS}),
  turns as (
    select tenant_id, conversation_id, id, type, lag(type) over (
      partition by tenant_id, conversation_id order by id) as before
    from events
    where type in ('ConversationOpened', 'ConversationReopened', 'ConversationClosed')),
  openings as (
    select tenant_id, conversation_id, id from turns
    where type <> 'ConversationClosed' and (before is null or before = 'ConversationClosed')),
  numbered as (
    select e.*, count(o.id) over (
      partition by e.tenant_id, e.conversation_id order by e.id
      rows between unbounded preceding and current row) as episode
    from events e
    left join openings o on o.tenant_id = e.tenant_id
      and o.conversation_id = e.conversation_id and o.id = e.id)`;

const timestamp = (text: string) => `cast(from_iso8601_timestamp(${text}) as timestamp)`;
const seconds = (from: string, to: string) => {
  return `cast(date_diff('millisecond', ${timestamp(from)}, ${timestamp(to)}) as double) / 1000`;
};

function view(
  name: string,
  comment: string,
  columns: Readonly<Record<string, ViewColumn['type']>>,
  sql: string,
): View {
  const list = Object.entries(columns).map(([column, type]) => ({ name: column, type }));
  return { name, comment, columns: list, sql: sql.trim() };
}

const TEXT = `
  coalesce(e.message.content.text, e.message.content.caption) as text,`;

const messages = (messageText: boolean) =>
  view(
    'messages',
    'One row for each message, either way, with its receipts',
    {
      tenant_id: 'varchar',
      conversation_id: 'varchar',
      event_id: 'varchar',
      message_id: 'varchar',
      direction: 'varchar',
      occurred_at: 'timestamp',
      recorded_at: 'timestamp',
      channel: 'varchar',
      provider: 'varchar',
      source_id: 'varchar',
      actor_id: 'varchar',
      actor_role: 'varchar',
      actor_name: 'varchar',
      content_type: 'varchar',
      ...(messageText && { text: 'varchar' }),
      attachment_count: 'bigint',
      quoted_message_id: 'varchar',
      ticket_id: 'varchar',
      delivered_at: 'timestamp',
      read_at: 'timestamp',
      failed_at: 'timestamp',
      deleted_at: 'timestamp',
    },
    `
with events as (${EVENTS}),
  receipts as (
    select tenant_id, conversation_id, message.id as message_id,
      min(occurred_at) filter (where type = 'MessageDelivered') as delivered_at,
      min(occurred_at) filter (where type = 'MessageRead') as read_at,
      min(occurred_at) filter (where type = 'MessageFailed') as failed_at,
      min(occurred_at) filter (where type = 'MessageDeleted') as deleted_at
    from events
    where message.id is not null and type in
      ('MessageDelivered', 'MessageRead', 'MessageFailed', 'MessageDeleted')
    group by tenant_id, conversation_id, message.id)
select e.tenant_id, e.conversation_id, e.id as event_id, e.message.id as message_id,
  case e.type when 'MessageReceived' then 'in' else 'out' end as direction,
  ${timestamp('e.occurred_at')} as occurred_at, ${timestamp('e.recorded_at')} as recorded_at,
  e.channel.type as channel, e.origin.provider as provider, e.origin.source_id as source_id,
  e.actor.id as actor_id, e.actor.role as actor_role, e.actor.name as actor_name,
  e.message.content.type as content_type,${messageText ? TEXT : ''} e.message.attachment_count as attachment_count,
  e.message.quoted_message_id as quoted_message_id, e.ticket_id as ticket_id,
  ${timestamp('r.delivered_at')} as delivered_at, ${timestamp('r.read_at')} as read_at,
  ${timestamp('r.failed_at')} as failed_at, ${timestamp('r.deleted_at')} as deleted_at
from events e
left join receipts r on r.tenant_id = e.tenant_id
  and r.conversation_id = e.conversation_id and r.message_id = e.message.id
where e.type in ('MessageReceived', 'MessageSent')`,
  );

const conversations = view(
  'conversations',
  'One row for each conversation, as its events leave it',
  {
    tenant_id: 'varchar',
    conversation_id: 'varchar',
    channel: 'varchar',
    provider: 'varchar',
    status: 'varchar',
    episodes: 'bigint',
    first_event_at: 'timestamp',
    last_event_at: 'timestamp',
    opened_at: 'timestamp',
    closed_at: 'timestamp',
    events: 'bigint',
    messages_received: 'bigint',
    messages_sent: 'bigint',
    ticket_id: 'varchar',
  },
  `
with ${EPISODES}
select tenant_id, conversation_id,
  max_by(channel.type, id) as channel, max_by(origin.provider, id) as provider,
  case max_by(type, id) filter (where type in
      ('ConversationOpened', 'ConversationReopened', 'ConversationClosed'))
    when 'ConversationClosed' then 'closed' else 'open' end as status,
  max(episode) as episodes,
  ${timestamp('min(occurred_at)')} as first_event_at,
  ${timestamp('max(occurred_at)')} as last_event_at,
  ${timestamp("min(occurred_at) filter (where type = 'ConversationOpened')")} as opened_at,
  ${timestamp("max(occurred_at) filter (where type = 'ConversationClosed')")} as closed_at,
  count(*) as events,
  count(distinct message.id) filter (where type = 'MessageReceived') as messages_received,
  count(distinct message.id) filter (where type = 'MessageSent') as messages_sent,
  max_by(ticket_id, id) filter (where ticket_id is not null) as ticket_id
from numbered
group by tenant_id, conversation_id`,
);

const firstResponse = view(
  'first_response',
  'One row for each episode in which the customer wrote: how long until somebody answered',
  {
    tenant_id: 'varchar',
    conversation_id: 'varchar',
    episode: 'bigint',
    channel: 'varchar',
    received_at: 'timestamp',
    responded_at: 'timestamp',
    seconds: 'double',
    responder_role: 'varchar',
  },
  `
with ${EPISODES},
  asked as (
    select tenant_id, conversation_id, episode, min(id) as id
    from numbered where type = 'MessageReceived' group by tenant_id, conversation_id, episode),
  answered as (
    select n.tenant_id, n.conversation_id, n.episode, min(n.id) as id
    from numbered n join asked a on a.tenant_id = n.tenant_id
      and a.conversation_id = n.conversation_id and a.episode = n.episode and n.id > a.id
    where n.type = 'MessageSent' group by n.tenant_id, n.conversation_id, n.episode)
select q.tenant_id, q.conversation_id, q.episode, q.channel.type as channel,
  ${timestamp('q.occurred_at')} as received_at, ${timestamp('r.occurred_at')} as responded_at,
  ${seconds('q.occurred_at', 'r.occurred_at')} as seconds, r.actor.role as responder_role
from asked a
join numbered q on q.tenant_id = a.tenant_id
  and q.conversation_id = a.conversation_id and q.id = a.id
left join answered b on b.tenant_id = a.tenant_id
  and b.conversation_id = a.conversation_id and b.episode = a.episode
left join numbered r on r.tenant_id = b.tenant_id
  and r.conversation_id = b.conversation_id and r.id = b.id`,
);

const dailyVolume = view(
  'daily_volume',
  'One row for each day (UTC), channel and provider on which something happened',
  {
    tenant_id: 'varchar',
    day: 'date',
    channel: 'varchar',
    provider: 'varchar',
    events: 'bigint',
    conversations: 'bigint',
    messages_received: 'bigint',
    messages_sent: 'bigint',
    conversations_opened: 'bigint',
    conversations_closed: 'bigint',
  },
  `
with events as (${EVENTS})
select tenant_id, cast(substr(occurred_at, 1, 10) as date) as day,
  channel.type as channel, origin.provider as provider,
  count(*) as events, count(distinct conversation_id) as conversations,
  count(distinct message.id) filter (where type = 'MessageReceived') as messages_received,
  count(distinct message.id) filter (where type = 'MessageSent') as messages_sent,
  count(*) filter (where type in ('ConversationOpened', 'ConversationReopened'))
    as conversations_opened,
  count(*) filter (where type = 'ConversationClosed') as conversations_closed
from events
group by tenant_id, cast(substr(occurred_at, 1, 10) as date), channel.type, origin.provider`,
);

/** The views of the lake; without message text `messages` has no column `text`. */
export function lakeViews({ messageText = true } = {}): readonly View[] {
  return [messages(messageText), conversations, firstResponse, dailyVolume];
}
