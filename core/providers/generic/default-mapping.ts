const person = (name: string) => ({
  role: `${name}.role`,
  id: `${name}.id`,
  name: `${name}.name`,
  channel_id: `${name}.channel_id`,
  external_id: `${name}.external_id`,
});

const fields = (block: string, ...names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, `${block}.${name}`]));

/** The mapping of a source that has none: the names that the log's own events have. */
export const DEFAULT_MAPPING = {
  type: 'type',
  id: 'id',
  occurred_at: 'occurred_at',
  conversation: 'conversation_id',
  account: 'account_id',
  channel: 'channel.type',
  channel_metadata: 'channel.metadata',
  actor: person('actor'),
  participant: person('participant'),
  recipients: {
    each: 'recipients[]',
    ...fieldsOfEach('role', 'id', 'name', 'channel_id', 'external_id'),
  },
  message: {
    ...fields('message', 'id', 'text', 'format', 'quoted_message_id', 'in_reply_to'),
    attachments: {
      each: 'message.attachments[]',
      ...fieldsOfEach('type', 'id', 'url', 'mime_type', 'name', 'size_bytes', 'caption'),
    },
  },
  change: {
    ...fields('change', 'status', 'previous_status', 'team_id', 'reason'),
    assignee: 'change.assignee_id',
    previous_assignee: 'change.previous_assignee_id',
    tags_added: 'change.tags_added[]',
    tags_removed: 'change.tags_removed[]',
  },
  reaction: fields('reaction', 'emoji', 'action'),
  postback: fields('postback', 'payload', 'title'),
  referral: fields('referral', 'source', 'ref', 'ad_id'),
  rating: fields('rating', 'score', 'scale', 'comment'),
  annotation: fields('annotation', 'label', 'score', 'model'),
  note: fields('note', 'text', 'format'),
  error: fields('error', 'code', 'message'),
  ticket_id: 'ticket_id',
  metadata: 'metadata',
};

function fieldsOfEach(...names: readonly string[]) {
  return Object.fromEntries(names.map((name) => [name, name]));
}
