import { describe, expect, it } from '@jest/globals';
import { instagram } from '../../../../../core/providers/instagram/index.ts';
import { metaWebhooks } from '../../../../support/meta-messaging.ts';

const { from, to, entry, messaging, draftsOf, eventsOf, eventsFrom, eventsSaying } = metaWebhooks(
  instagram,
  'instagram',
  '178',
);

describe('a message', () => {
  it('is received on the channel of Instagram', () => {
    expect(eventsSaying({ text: 'hei' })).toEqual([
      expect.objectContaining({
        type: 'MessageReceived',
        channel: { type: 'instagram', metadata: { instagram_account_id: '178' } },
        origin: expect.objectContaining({ account_id: '178', conversation_id: '178:71' }),
        actor: expect.objectContaining({ role: 'customer', channel_id: '71' }),
      }),
    ]);
  });

  it.each([
    ['an app', { app_id: 4 }, 'bot'],
    ['the Instagram inbox', { app_id: 1217981644879628 }, 'agent'],
    ['the app of Instagram', {}, 'system'],
  ])('echoed from %s is sent', (_, app, role) => {
    const message = { mid: 'm2', is_echo: true, text: 'hi', ...app };
    expect(eventsOf(messaging(to({ message })))[0]).toMatchObject({
      type: 'MessageSent',
      actor: { role },
      recipients: [{ role: 'customer', provider_id: '71' }],
    });
  });

  it('stays in its thread when the entry has another id of the account', () => {
    const other = { object: 'instagram', entry: [{ id: '999', messaging: [] as object[] }] };
    const sent = { message: { mid: 'm1', is_echo: true, text: 'hi' } };
    for (const item of [from({ message: { mid: 'm2', text: 'hei' } }), to(sent)]) {
      const [draft] = draftsOf({ ...other, entry: [{ id: '999', messaging: [item] }] });
      expect(draft?.thread?.key).toBe('178:71');
    }
  });

  it('to oneself is received and sent', () => {
    const self = { recipient: { id: '178' }, sender: { id: '178' } };
    const message = { mid: 'm1', text: 'note', is_self: true };
    const events = eventsOf(
      messaging(
        from({ ...self, message }),
        from({ ...self, message: { ...message, is_echo: true } }),
      ),
    );
    expect(events.map(({ type, metadata }) => [type, metadata?.self])).toEqual([
      ['MessageReceived', 'true'],
      ['MessageSent', 'true'],
    ]);
    expect(new Set(events.map(({ id }) => id)).size).toBe(2);
  });

  it('answers a story', () => {
    const [event] = eventsSaying({ text: 'warm!', reply_to: { story: { id: 's', url: 'u' } } });
    expect(event?.metadata).toEqual({ story_id: 's', story_url: 'u' });
    expect(event?.message?.quoted_message_id).toBeUndefined();
  });

  it('that Meta does not support comes with the event as payload', () => {
    expect(eventsSaying({ is_unsupported: true })[0]).toMatchObject({
      message: { content: { type: 'unsupported', provider_type: 'is_unsupported' } },
      payload: { message: { mid: 'm1', is_unsupported: true } },
    });
  });

  it.each([
    ['the customer', from, 'customer'],
    ['the business', to, 'system'],
  ])('is taken back by %s', (_, by, role) => {
    const item = by({ message: { mid: 'm1', is_deleted: true } });
    const [draft] = draftsOf(messaging(item));
    expect(draft).toMatchObject({
      type: 'MessageDeleted',
      fact: { key: 'delete:m1' },
      actor: { role },
      message: { id: 'm1' },
    });
  });
});

describe('content', () => {
  const shared = (type: string, payload: object) => ({ attachments: [{ type, payload }] });
  it.each([
    [
      'ig_reel',
      { reel_video_id: '8', url: 'u', title: 't' },
      { type: 'video', id: '8', url: 'u', caption: 't' },
    ],
    ['ig_post', { ig_post_media_id: '9', url: 'u' }, { type: 'file', id: '9', url: 'u' }],
    ['story_mention', { url: 'u' }, { type: 'file', url: 'u' }],
  ])('of a shared %s names its type', (type, payload, content) => {
    const [event] = eventsSaying(shared(type, payload));
    expect(event?.message?.content).toEqual(content);
    expect(event?.metadata).toEqual({ attachment_type: type });
  });

  it('of a post that is told as share and as ig_post is one file', () => {
    const payload = { ig_post_media_id: '9', url: 'u', title: 't' };
    const attachments = ['share', 'ig_post'].map((type) => ({ type, payload }));
    const [event] = eventsSaying({ attachments });
    expect(event?.message).toMatchObject({ content: { type: 'file' }, attachment_count: 1 });
  });

  it('of a generic template is a carousel', () => {
    const generic = { elements: [{ title: 't' }] };
    const [event] = eventsSaying(shared('template', { generic }));
    expect(event?.message?.content).toEqual({
      type: 'structured',
      kind: 'carousel',
      items: [{ title: 't' }],
    });
  });
});

describe('acts', () => {
  it('read a message', () => {
    const [draft] = draftsOf(messaging(from({ read: { mid: 'm1' } })));
    expect(draft).toMatchObject({
      type: 'MessageRead',
      fact: { key: 'read:m1' },
      actor: { role: 'customer' },
      message: { id: 'm1' },
    });
  });

  it('take a reaction back without saying which', () => {
    const [event] = eventsFrom({ reaction: { mid: 'm1', action: 'unreact' } });
    expect(event?.reaction).toEqual({ action: 'removed' });
  });

  it('edit a message; without parties the event is kept whole', () => {
    const edit = { mid: 'm1', text: 'x', num_edit: 1 };
    expect(eventsFrom({ message_edit: edit })[0]?.type).toBe('MessageEdited');
    const alone = { timestamp: 1e12, message_edit: { mid: 'm1', num_edit: 0 } };
    expect(eventsOf(messaging(alone))[0]).toMatchObject({ type: 'ProviderEvent', payload: alone });
  });
});

describe('deliveries', () => {
  it('are read inside an array too', () => {
    const body = messaging(from({ message: { mid: 'm1', text: 'x' } }));
    expect(draftsOf([body])).toEqual(draftsOf(body));
  });

  it.each([
    ['in its list', (field: string, value: object) => entry({ changes: [{ field, value }] })],
    ['beside it', (field: string, value: object) => entry({ field, value })],
  ])('of a comment %s are a ProviderEvent of the account', (_, wrap) => {
    const value = { id: 'c1', from: { id: '72', username: 'tove' }, text: 'price?' };
    const drafts = draftsOf(wrap('comments', value));
    expect(drafts).toEqual([
      expect.objectContaining({
        type: 'ProviderEvent',
        thread: null,
        fact: { key: 'event:changes.comments:178:c1', part: 'event', rank: 'noted' },
        actor: expect.objectContaining({ role: 'customer', name: 'tove' }),
        payload: value,
      }),
    ]);
  });
});
