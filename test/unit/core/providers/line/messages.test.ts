import { describe, expect, it } from '@jest/globals';
import { line } from '../../../../../core/providers/line/index.ts';
import {
  account,
  at,
  draftsOf,
  eventOf,
  eventsOf,
  group,
  messageOf,
  requestOf,
  room,
  user,
} from './webhooks.ts';

const text = { type: 'text', text: 'Hello' };

describe('a message', () => {
  it('of a user is received, in their chat with the account, at its time', () => {
    expect(eventsOf(messageOf({ ...text, quotedMessageId: '4990' }))).toEqual([
      expect.objectContaining({
        type: 'MessageReceived',
        occurred_at: '2025-11-23T12:13:20.123Z',
        origin: expect.objectContaining({
          account_id: account,
          event_type: 'message',
          event_id: '01KA8Y6W01',
          conversation_id: 'Usaki',
        }),
        channel: {
          type: 'line',
          metadata: { destination: account, source_type: 'user', user_id: 'Usaki' },
        },
        actor: expect.objectContaining({ role: 'customer', provider_id: 'Usaki' }),
        recipients: [expect.objectContaining({ role: 'system', provider_id: account })],
        message: {
          id: '5001',
          content: { type: 'text', text: 'Hello', format: 'plain' },
          attachment_count: 0,
          quoted_message_id: '4990',
        },
      }),
    ]);
  });

  it.each([
    [group, 'Cgroup', 'Uken'],
    [room, 'Rroom', undefined],
    [{ type: 'group', groupId: 'Cgroup' }, 'Cgroup', undefined],
  ])('in %j is in the thread of all', (source, thread, sender) => {
    const [draft] = draftsOf(messageOf(text, { source }));
    expect(draft?.thread).toEqual({ key: thread, account });
    expect(draft?.actor).toMatchObject({ role: 'customer' });
    expect(draft?.actor.provider_id).toBe(sender);
  });

  it('without a source is kept whole, in no conversation', () => {
    const [draft] = draftsOf(messageOf(text, { source: { type: 'new' } }));
    expect(draft).toMatchObject({ type: 'ProviderEvent', thread: null });
  });

  it('delivered again, or to a module in standby, is the same fact', () => {
    const [first, again, standby] = eventsOf(
      messageOf(text),
      messageOf(text, { deliveryContext: { isRedelivery: true } }),
      messageOf(text, { mode: 'standby', webhookEventId: '01KA8Y6W02' }),
    );
    expect(again).toEqual(first);
    expect(standby).toMatchObject({ id: first?.id, metadata: { mode: 'standby' } });
  });

  it('of another account is another fact in another conversation', () => {
    const of = (destination: string) =>
      line
        .read(requestOf({ destination, events: [messageOf(text)] }))
        .flatMap((unit) => line.normalize(unit, {}))[0];
    expect(of('Ua')?.fact.key).not.toBe(of('Ub')?.fact.key);
    expect(of('Ua')?.thread).not.toEqual(of('Ub')?.thread);
  });

  it('edited is edited at the time of the edit, twice where it was edited twice', () => {
    const edit = (timestamp: number) =>
      eventOf('messageEdited', { timestamp, message: { id: '5001', ...text } });
    const [first, second] = eventsOf(edit(at + 5), edit(at + 9));
    expect(first).toMatchObject({
      type: 'MessageEdited',
      occurred_at: '2025-11-23T12:13:20.128Z',
      message: { id: '5001', content: { text: 'Hello' } },
    });
    expect(second?.id).not.toBe(first?.id);
  });

  it('unsent is deleted', () => {
    const [event] = eventsOf(eventOf('unsend', { source: group, unsend: { messageId: '5001' } }));
    expect(event).toMatchObject({
      type: 'MessageDeleted',
      message: { id: '5001' },
      actor: { provider_id: 'Uken' },
    });
  });
});

describe('content', () => {
  const external = {
    type: 'external',
    originalContentUrl: 'https://a.example/1',
    previewImageUrl: 'https://a.example/2',
  };
  it.each([
    [
      { type: 'image', contentProvider: { type: 'line' } },
      { type: 'image', id: '5001' },
      { content_provider: 'line' },
    ],
    [
      { type: 'image', contentProvider: external, imageSet: { id: 'S', index: 1, total: 2 } },
      { type: 'image', id: '5001', url: 'https://a.example/1' },
      { image_set_id: 'S', image_set_index: '1', image_set_total: '2' },
    ],
    [
      { type: 'video', duration: 60, contentProvider: external },
      { type: 'video', id: '5001', url: 'https://a.example/1' },
      { duration_ms: '60', preview_url: 'https://a.example/2' },
    ],
    [{ type: 'audio', duration: 60 }, { type: 'audio', id: '5001' }, { duration_ms: '60' }],
    [
      { type: 'file', fileName: 'a.pdf', fileSize: 9 },
      { type: 'file', id: '5001', name: 'a.pdf', size_bytes: 9 },
      {},
    ],
    [
      { type: 'location', title: 't', address: 'a', latitude: 1, longitude: 2 },
      { type: 'location', latitude: 1, longitude: 2, name: 't', address: 'a' },
      {},
    ],
    [
      { type: 'sticker', packageId: '7', stickerId: '8', text: 't', keywords: ['k', 'l'] },
      { type: 'sticker', id: '8', caption: 't' },
      { sticker_package_id: '7', sticker_keywords: 'k,l' },
    ],
    [
      {
        type: 'text',
        text: '(bear)',
        emojis: [
          { productId: 'p', emojiId: '1' },
          { productId: 'p', emojiId: '2' },
        ],
        mention: { mentionees: [{ type: 'user', userId: 'U1', isSelf: true }, { type: 'all' }] },
        quoteToken: 'q',
      },
      { type: 'text', text: '(bear)', format: 'plain' },
      {
        emojis: 'p:1,p:2',
        mentioned_user_ids: 'U1',
        mentions_all: 'true',
        mentions_account: 'true',
        quote_token: 'q',
      },
    ],
  ])('of %j', (said, content, metadata) => {
    const [event] = eventsOf(messageOf(said));
    expect(event?.message?.content).toEqual(content);
    expect(event?.metadata ?? {}).toMatchObject(metadata);
    expect(event?.payload).toBeUndefined();
  });

  it.each([
    { type: 'hologram', depth: 3 },
    { type: 'location', title: 'nowhere' },
    { type: 'text' },
  ])('that the log has none for comes with the whole event: %j', (said) => {
    const [event] = eventsOf(messageOf(said));
    expect(event).toMatchObject({
      type: 'MessageReceived',
      message: { content: { type: 'unsupported', provider_type: said.type } },
      payload: { message: said },
    });
  });

  it('with an odd detail is not refused', () => {
    const [event] = eventsOf(messageOf({ ...text, emojis: 'none', mention: 7, imageSet: null }));
    expect(event?.message?.content).toEqual({ type: 'text', text: 'Hello', format: 'plain' });
    const [image] = eventsOf(messageOf({ type: 'file', fileSize: -1 }, { source: user }));
    expect(image?.message?.content).toEqual({ type: 'file', id: '5001' });
  });
});
