import { describe, expect, it } from '@jest/globals';
import { EVENT_TYPE_NAMES, requiredBlocks } from '../../../../core/events/catalogue.ts';
import { attachmentCount, type Content } from '../../../../core/events/content.ts';
import { conversationEvent, unrecordedEvent } from '../../../../core/events/event.ts';
import { completed, draftOf, testIdentity } from '../../../support/events.ts';

const recorded = { recorded_at: '2026-11-23T09:30:01.000Z' };

describe('the event schema', () => {
  it.each(EVENT_TYPE_NAMES)('takes a %s with the blocks it requires', (type) => {
    const { event } = completed(draftOf(type));
    expect(conversationEvent.parse({ ...event, ...recorded })).toMatchObject({ type });
  });

  it.each(EVENT_TYPE_NAMES.filter((type) => requiredBlocks(type).length > 0))(
    'refuses a %s without any one of them',
    (type) => {
      const { event } = completed(draftOf(type));
      for (const block of requiredBlocks(type)) {
        const lacking =
          block === 'content'
            ? { ...event, message: { ...event.message, content: undefined } }
            : { ...event, [block]: undefined };
        expect(unrecordedEvent.safeParse(lacking).success).toBe(false);
      }
    },
  );

  const contents: Record<Content['type'], Content> = {
    text: {
      type: 'text',
      text: 'hi',
      format: 'markdown',
      actions: [{ type: 'reply', text: 'yes' }],
    },
    image: { type: 'image', url: 'https://example.com/a.png', mime_type: 'image/png', sha256: 'a' },
    audio: { type: 'audio', id: '1', attachments: [{ type: 'file', name: 'transcript.txt' }] },
    video: { type: 'video', caption: 'look' },
    file: { type: 'file', name: 'a.pdf', size_bytes: 12 },
    sticker: { type: 'sticker', id: 's' },
    location: { type: 'location', latitude: 1.5, longitude: -2, name: 'Office' },
    contacts: { type: 'contacts', contacts: [{ name: 'Ada', phones: ['+1'] }] },
    structured: {
      type: 'structured',
      kind: 'form',
      fields: [{ name: 'email', value: 'a@example.com', options: [{ value: 'x' }] }],
      items: [{ title: 'One', actions: [{ type: 'buy', amount: 100, currency: 'usd' }] }],
    },
    unsupported: { type: 'unsupported', provider_type: 'hologram' },
  };

  it.each(Object.values(contents))('takes $type content', (content) => {
    const draft = draftOf('MessageReceived', { message: { id: 'm', content } });
    const { event } = completed(draft);
    expect(event.message?.content).toEqual(content);
    expect(event.message?.attachment_count).toBe(attachmentCount(content));
  });

  it('counts a file itself and what is attached to it', () => {
    expect(attachmentCount(contents.audio)).toBe(2);
    expect(attachmentCount(contents.text)).toBe(0);
  });

  it('names the path of what an adapter got wrong, not its value', () => {
    const draft = draftOf('PostbackReceived', { origin: { event_type: 7 as never } });
    expect(() => completed(draft)).toThrow(
      expect.objectContaining({
        code: 'invalid_event',
        message: 'The event schema refuses PostbackReceived at: origin.event_type',
      }),
    );
  });

  it('takes only an id of a conversation as a link', () => {
    const { event } = completed(draftOf('MessageReceived'));
    const linkedTo = (linked_conversation_id: string) =>
      unrecordedEvent.safeParse({ ...event, linked_conversation_id }).success;
    expect(linkedTo(event.conversation_id)).toBe(true);
    expect(linkedTo('67ab5f53a96f98663935c3f2')).toBe(false);
  });

  it('keeps what it does not know out of the log', () => {
    const { event } = completed(draftOf('MessageReceived', { surprise: 1 } as never));
    expect(event).not.toHaveProperty('surprise');
  });
});

describe('completing a draft', () => {
  it('derives the same participant id wherever a person appears', () => {
    const person = { role: 'agent', key: 'a1' } as const;
    const draft = draftOf('ConversationAssigned', {
      actor: person,
      participant: person,
      recipients: [person],
      change: { assignee: 'a1', previous_assignee: 'a2', team_id: 'billing' },
    });
    const { event } = completed(draft);
    expect(event.participant?.id).toBe(event.actor.id);
    expect(event.recipients?.[0]?.id).toBe(event.actor.id);
    expect(event.change?.assignee_id).toBe(event.actor.id);
    expect(event.change?.previous_assignee_id).not.toBe(event.actor.id);
    expect(event.change).not.toHaveProperty('assignee');
  });

  it('links merged conversations by the ids that their events carry', () => {
    const [from, into] = [{ key: 'old' }, { key: 'new' }];
    const merged = completed(
      draftOf('ConversationMerged', { merge: { conversations: { from, into } } }),
    );
    const old = completed(draftOf('MessageReceived', { thread: from }));
    expect(merged.event.merge?.from_id).toBe(old.event.conversation_id);
  });

  it('links a conversation of another provider by the id that its events carry', () => {
    const thread = { key: 'chat-1', account: 'app' };
    const linked = { provider: 'sunshine-conversations', thread };
    const { event } = completed(draftOf('MessageReceived', { linked }));
    expect(event.linked_conversation_id).toBe(
      testIdentity.conversationId('acme', 'sunshine-conversations', thread),
    );
    expect(event.linked_conversation_id).not.toBe(event.conversation_id);
    expect(event).not.toHaveProperty('linked');
  });

  it('links nothing where the provider names no other conversation', () => {
    const { event } = completed(draftOf('MessageReceived'));
    expect(event.linked_conversation_id).toBeUndefined();
  });

  it('files an event about no conversation under its source and day', () => {
    const day = Date.UTC(2026, 10, 23);
    const at = (occurredAt: number) =>
      completed(draftOf('ProviderEvent', { thread: null, occurredAt })).event.conversation_id;
    expect(at(day)).toBe(at(day + 86_399_999));
    expect(at(day)).not.toBe(at(day + 86_400_000));
  });
});
