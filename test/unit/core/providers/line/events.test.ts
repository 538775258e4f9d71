import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { line } from '../../../../../core/providers/line/index.ts';
import { account, draftsOf, eventOf, eventsOf, requestOf, room } from './webhooks.ts';

const members = {
  members: [
    { type: 'user', userId: 'U1' },
    { type: 'user', userId: 'U2' },
  ],
};
const noUser = { type: 'group', groupId: 'Cgroup' };

describe('who comes and goes', () => {
  it.each([
    ['follow', { follow: { isUnblocked: true } }, 'CustomerJoined', ['Usaki']],
    ['unfollow', {}, 'CustomerLeft', ['Usaki']],
    ['memberJoined', { source: noUser, joined: members }, 'CustomerJoined', ['U1', 'U2']],
    ['memberLeft', { source: noUser, left: members }, 'CustomerLeft', ['U1', 'U2']],
    ['join', { source: noUser }, 'BotJoined', [account]],
    ['leave', { source: room }, 'BotLeft', [account]],
  ])('%s', (name, more, type, people) => {
    const events = eventsOf(eventOf(name, more));
    expect(events.map((event) => event.type)).toEqual(people.map(() => type));
    expect(events.map(({ participant }) => participant?.provider_id)).toEqual(people);
    expect(new Set(events.map(({ id }) => id)).size).toBe(people.length);
  });

  it('says whether a friend came back', () => {
    const [event] = eventsOf(eventOf('follow', { follow: { isUnblocked: true } }));
    expect(event?.metadata).toEqual({ is_unblocked: 'true' });
  });

  it('is the same fact under another event id, and another at another time', () => {
    const [first, module, later] = eventsOf(
      eventOf('follow'),
      eventOf('follow', { webhookEventId: 'other' }),
      eventOf('follow', { timestamp: 1763900000124 }),
    );
    expect(module?.id).toBe(first?.id);
    expect(later?.id).not.toBe(first?.id);
  });

  it.each([
    ['follow', { source: { type: 'user' } }],
    ['memberJoined', { source: noUser, joined: { members: [] } }],
    ['memberLeft', { source: noUser }],
    ['join', { source: undefined }],
  ])('is kept whole where it names nobody: %s %j', (name, more) => {
    const events = eventsOf(eventOf(name, more));
    expect(events.map(({ type }) => type)).toEqual(['ProviderEvent']);
  });
});

describe('a postback', () => {
  it('has what the button holds, and what was picked', () => {
    const params = { datetime: '2026-11-27T16:30', newRichMenuAliasId: 'cakes' };
    const [draft] = draftsOf(eventOf('postback', { postback: { data: 'a=1', params } }));
    expect(draft).toMatchObject({
      type: 'PostbackReceived',
      fact: { key: `event:${account}:postback:01KA8Y6W01`, part: 'postback' },
      postback: { payload: 'a=1' },
      metadata: {
        postback_datetime: '2026-11-27T16:30',
        postback_new_rich_menu_alias_id: 'cakes',
      },
    });
  });
});

describe('other events', () => {
  it('link the account of a user', () => {
    const link = { result: 'ok', nonce: 'n' };
    expect(draftsOf(eventOf('accountLink', { link }))[0]).toMatchObject({
      type: 'CustomerUpdated',
      fact: { key: `link:${account}:n` },
      participant: { provider_id: 'Usaki' },
      metadata: { link_result: 'ok', link_nonce: 'n' },
    });
    const failed = eventOf('accountLink', { link: { ...link, result: 'failed' } });
    expect(draftsOf(failed)[0]?.type).toBe('ProviderEvent');
  });

  it('tell that a notification message arrived, of no conversation', () => {
    const delivered = eventOf('delivery', { source: undefined, delivery: { data: 'tag' } });
    expect(draftsOf(delivered)[0]).toMatchObject({
      type: 'MessageDelivered',
      thread: null,
      actor: { role: 'system', provider_id: account },
      metadata: { delivery_data: 'tag' },
    });
  });

  it.each([
    ['activated', { chatControl: { expireAt: 17 } }, { control_expires_at: '17' }],
    ['deactivated', { mode: 'standby' }, { mode: 'standby' }],
  ])('%s hands the chat over', (name, more, metadata) => {
    const [event] = eventsOf(eventOf(name, more));
    expect(event).toMatchObject({
      type: 'ConversationTransferred',
      change: { reason: name },
      metadata,
    });
  });

  it.each([
    'beacon',
    'videoPlayComplete',
    'membership',
    'module',
    'botSuspended',
    'botResumed',
    'teleported',
  ])('%s is kept whole, in its conversation if it has one', (name) => {
    const said = eventOf(name, { what: { deep: [1] } });
    const [draft, ...others] = draftsOf(said);
    expect(others).toEqual([]);
    expect(draft).toMatchObject({
      type: 'ProviderEvent',
      fact: { key: `event:${account}:${name}:01KA8Y6W01` },
      thread: { key: 'Usaki' },
      payload: said,
    });
    const [ofAccount] = draftsOf(eventOf(name, { source: undefined }));
    expect(ofAccount).toMatchObject({ thread: null, actor: { role: 'system' } });
  });

  it('without an event id are named by what they say, however they are delivered', () => {
    const old = (more: object) => eventOf('beacon', { webhookEventId: undefined, ...more });
    const [first, again, other] = draftsOf(
      old({ beacon: { hwid: 'a' } }),
      old({ beacon: { hwid: 'a' }, deliveryContext: undefined, replyToken: 'r' }),
      old({ beacon: { hwid: 'b' } }),
    );
    expect(again?.fact).toEqual(first?.fact);
    expect(other?.fact).not.toEqual(first?.fact);
  });
});

describe('a webhook', () => {
  it('without events is the check of the endpoint', () => {
    expect(line.read(requestOf({ destination: account, events: [] }))).toEqual([]);
  });

  it('gives each of its events, one that cannot be read harming no other', () => {
    const units = line.read(
      requestOf({ destination: account, events: [{ type: 'unsend' }, eventOf('follow')] }),
    );
    const read = () => line.normalize(units[0], {});
    expect(read).toThrow(expect.objectContaining({ code: 'unreadable_event' }));
    expect(read).toThrow(/timestamp, unsend/);
    expect(line.normalize(units[1], {})).toHaveLength(1);
  });

  it.each(['{', '[]', '7', '', '{"events":[]}', '{"destination":"U","events":{}}'])(
    'is not %j',
    (body) => {
      const unreadable = expect.objectContaining({ code: 'unreadable_delivery' });
      expect(() => line.read(requestOf(body))).toThrow(unreadable);
    },
  );
});

describe('the signature', () => {
  const verify = (body: string, signature: string | undefined, ...secrets: string[]) => {
    const headers: Record<string, string> = {};
    if (signature !== undefined) headers['x-line-signature'] = signature;
    return line.verify({ ...requestOf(body), headers }, { secrets }, 0);
  };

  it.each([
    ['{}', 'SECRET', '3q8QXTAGaey18yL8FWTqdVlbMr6hcuNvM4tefa0o9nA='],
    ['{"hello":"world"}', 'test_secret', 't7Hn4ZDHqs6e+wdvI5TyQIvzie0DmMUmuXEBqyyE/tM='],
  ])("fits the vendor's own: %s", (body, secret, signature) => {
    expect(verify(body, signature, secret)).toBe(true);
    expect(verify(body, signature, 'newer', secret)).toBe(true);
    expect(verify(`${body} `, signature, secret)).toBe(false);
    expect(verify(body, signature, 'other')).toBe(false);
  });

  it('is of the bytes: emojis in UTF-8', () => {
    const body = '{"text":"😄😅"}';
    const signature = createHmac('sha256', 's').update(Buffer.from(body)).digest('base64');
    expect(verify(body, signature, 's')).toBe(true);
  });

  it('is not absent, empty or hex', () => {
    const hex = createHmac('sha256', 's').update('{}').digest('hex');
    for (const signature of [undefined, '', hex]) expect(verify('{}', signature, 's')).toBe(false);
  });

  it('is as the vendor makes it', () => {
    const body = Buffer.from('{"hello":"world"}');
    expect(line.sign({ url: '', headers: {}, body }, 'test_secret', 0)).toEqual({
      'x-line-signature': 't7Hn4ZDHqs6e+wdvI5TyQIvzie0DmMUmuXEBqyyE/tM=',
    });
  });

  it('is of a provider whose conversations the log derives', () => {
    expect(line.lifecycle).toBe('derived');
  });
});
