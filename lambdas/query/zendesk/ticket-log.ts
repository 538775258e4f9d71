import type { ConversationEvent } from '../../../core/events/event.ts';

type Media = Extract<
  NonNullable<NonNullable<ConversationEvent['message']>['content']>,
  { readonly type: 'file' }
>;

/** A file of a comment. */
export interface LinkedFile
  extends Pick<Media, 'id' | 'url' | 'mime_type' | 'name' | 'size_bytes'> {
  readonly deleted: boolean;
}

/** A comment or message of a ticket, with what later events made of it. */
export interface Saying {
  readonly kind: 'comment' | 'message';
  /** The event that says it. */
  readonly event: ConversationEvent;
  /** The same message as Zendesk Support tells it, where Sunshine Conversations tells it too. */
  readonly twin?: ConversationEvent | undefined;
  /** The comment's own id, where another event tells it. */
  readonly commentId?: string | undefined;
  readonly files: readonly LinkedFile[];
  readonly deleted: boolean;
  readonly hidden: boolean;
}

const SUPPORT = 'zendesk-support';
const MESSAGING = /messaging_ticket\.message_added$/;
const SAID: ReadonlySet<string> = new Set(['MessageReceived', 'MessageSent', 'NoteAdded']);

/**
 * The log of a ticket, folded from the events of its conversations. A message that both Zendesk
 * Support and Sunshine Conversations tell is one record, in the richer form of the latter.
 */
export class TicketLog {
  readonly #sayings = new Map<string, Saying>();
  /** Keys of first comments, by the id that their conversation gives them later. */
  readonly #firstComments = new Map<string, string>();

  /** @param events in any order */
  constructor(events: readonly ConversationEvent[]) {
    const ordered = events.toSorted(byId);
    for (const event of ordered) if (SAID.has(event.type)) this.#say(event);
    for (const event of ordered) this.#identify(event);
    for (const event of ordered) this.#change(event);
  }

  /** By ascending id of their events. */
  get sayings(): readonly Saying[] {
    return [...this.#sayings.values()].sort((a, b) => byId(a.event, b.event));
  }

  #say(event: ConversationEvent): void {
    const kind = isMessage(event) ? 'message' : 'comment';
    const id = event.message?.id ?? event.id;
    const key = kind === 'message' ? messageKey(id) : commentKey(event, id);
    const said = this.#sayings.get(key);
    const [first, second] = said && isSupport(event) ? [said.event, event] : [event, said?.event];
    const saying = { kind, event: first, files: [], deleted: false, hidden: false } as const;
    this.#sayings.set(key, { ...saying, twin: second });
  }

  /** A first comment is told before its id is known. */
  #identify(event: ConversationEvent): void {
    const { metadata, message } = event;
    const commentId = metadata?.changed === 'first_comment' ? metadata.comment_id : undefined;
    if (commentId === undefined || message === undefined) return;
    const key = commentKey(event, message.id);
    const saying = this.#sayings.get(key);
    if (saying) this.#sayings.set(key, { ...saying, commentId });
    this.#firstComments.set(commentKey(event, commentId), key);
  }

  #change(event: ConversationEvent): void {
    const { type, message, metadata = {} } = event;
    if (message === undefined) return;
    const own = isSupport(event) ? commentKey(event, message.id) : messageKey(message.id);
    const key = this.#firstComments.get(own) ?? own;
    const saying = this.#sayings.get(key);
    if (!saying) return;
    if (type === 'MessageDeleted') {
      const hidden = metadata.reason === 'made_private';
      this.#sayings.set(key, { ...saying, ...(hidden ? { hidden } : { deleted: true }) });
    } else if (type === 'MessageEdited' && saying.kind === 'comment') {
      this.#sayings.set(key, { ...saying, files: changedFiles(saying.files, event) });
    }
  }
}

function changedFiles(
  files: readonly LinkedFile[],
  { message, metadata = {} }: ConversationEvent,
): readonly LinkedFile[] {
  const { content } = message ?? {};
  if (metadata.changed === 'attachment_linked' && content && 'url' in content) {
    return [...files, { ...content, deleted: false }];
  }
  if (metadata.changed !== 'attachment_redacted') return files;
  return files.map((file) => {
    return file.id === metadata.attachment_id ? { ...file, deleted: true } : file;
  });
}

function isSupport({ origin }: ConversationEvent): boolean {
  return origin.provider === SUPPORT;
}

/** Support tells of messages too, beside its comments. */
function isMessage(event: ConversationEvent): boolean {
  return !isSupport(event) || MESSAGING.test(event.origin.event_type);
}

/** Ids of messages are unique among conversations, those of comments within an account. */
function messageKey(id: string): string {
  return `message:${id}`;
}

function commentKey({ conversation_id }: ConversationEvent, id: string): string {
  return `comment:${conversation_id}:${id}`;
}

function byId(a: ConversationEvent, b: ConversationEvent): number {
  return a.id < b.id ? -1 : 1;
}
