import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { completeEvent } from '../../../../../core/events/draft.ts';
import { generic } from '../../../../../core/providers/generic/index.ts';
import { checkOptions } from '../../../../../core/providers/source-options.ts';
import { testIdentity } from '../../../../support/events.ts';

function requestOf(body: unknown, headers: Record<string, string> = {}) {
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  return { method: 'POST', url: '', headers, query: {}, body: bytes };
}

/** The log events of a body under options. */
function eventsOf(body: unknown, options: Record<string, unknown> = {}) {
  const context = {
    tenantId: 'acme',
    sourceId: 'src',
    provider: 'generic',
    deliveryId: 'dlv_1',
    identity: testIdentity,
  };
  return generic
    .read(requestOf(body), options)
    .flatMap((event) => generic.normalize(event, options))
    .map((draft) => completeEvent(draft, draft.occurredAt ?? 0, context).event);
}

const mapped = (body: unknown, mapping: object) => eventsOf(body, { mapping });
const message = { type: { value: 'MessageReceived' }, message: { text: 'text' } };

describe('the example of the README', () => {
  const readme = readFileSync(
    new URL('../../../../../core/providers/generic/README.md', import.meta.url),
    'utf8',
  );
  const [body, options] = [...readme.matchAll(/```json\n([\s\S]*?)```/g)].map(([, text = '']) => {
    return JSON.parse(text);
  });

  it('has options that are taken', () => {
    expect(() => checkOptions(generic, options)).not.toThrow();
  });

  it('gives what it says', () => {
    const [received, closed, warning] = eventsOf(body, options);
    expect(received).toMatchObject({
      type: 'MessageReceived',
      occurred_at: '2026-11-23T10:05:05.000Z',
      origin: { event_type: 'msg.in', event_id: '9001', account_id: 'w7', conversation_id: 'c-12' },
      channel: { type: 'web' },
      actor: { role: 'customer', provider_id: 'u-5', name: 'Ben' },
      recipients: [{ role: 'system' }],
      message: {
        id: 'm-1',
        content: {
          type: 'text',
          text: 'Do you ship to Norway?',
          attachments: [{ type: 'image', url: 'https://acme.example/f/1', mime_type: 'image/png' }],
        },
        attachment_count: 1,
      },
    });
    expect(closed).toMatchObject({
      type: 'ConversationClosed',
      change: { status: 'closed' },
      metadata: { label: 'shipping' },
    });
    expect(closed?.conversation_id).toBe(received?.conversation_id);
    expect(warning).toMatchObject({
      type: 'ProviderEvent',
      origin: { event_type: 'quota.warning' },
      metadata: { unmapped: 'type' },
      payload: body.items[2],
    });
  });
});

describe('a path', () => {
  const at = (path: string, event: unknown, more: object = {}) =>
    mapped(event, { ...message, metadata: { found: path }, ...more })[0]?.metadata?.found;

  it.each([
    ['a', { a: 'x' }, 'x'],
    ['a.b.c', { a: { b: { c: 'x' } } }, 'x'],
    ['a[1]', { a: ['w', 'x'] }, 'x'],
    ['a[]', { a: ['x', 'y'] }, 'x'],
    ['a[].b', { a: [{}, { b: 'x' }] }, 'x'],
    ['a[0][1].b', { a: [[0, { b: 'x' }]] }, 'x'],
    ['$.a', { a: 'x' }, 'x'],
    ['a b.ä', { 'a b': { ä: 'x' } }, 'x'],
    ['a', { a: 7 }, '7'],
    ['a', { a: false }, 'false'],
    ['a', { a: '' }, undefined],
    ['a', { a: null }, undefined],
    ['a', { a: {} }, undefined],
    ['a[5]', { a: ['x'] }, undefined],
    ['a[]', { a: 'x' }, undefined],
    ['a.length', { a: 'xyz' }, undefined],
    ['constructor.name', {}, undefined],
    ['__proto__', {}, undefined],
  ])('%s of %j leads to %s', (path, event, found) => {
    expect(at(path, { text: 'Hi', ...event })).toBe(found);
  });

  it('with $. starts at the body, also below each', () => {
    const body = { team: 't1', items: [{ text: 'Hi', to: [{ id: 'u' }] }] };
    const recipients = { each: 'to[]', id: 'id', name: '$.team' };
    const [event] = mapped(body, { ...message, events: 'items[]', recipients });
    expect(event?.recipients).toMatchObject([{ provider_id: 'u', name: 't1' }]);
  });
});

describe('a rule', () => {
  const found = (rule: object, event: object) =>
    mapped({ text: 'Hi', ...event }, { ...message, metadata: { found: rule } })[0]?.metadata?.found;

  it.each([
    [{ path: 'a', map: { x: 'y' } }, { a: 'x' }, 'y'],
    [{ path: 'a', map: { 7: 'y' } }, { a: 7 }, 'y'],
    [{ path: 'a', map: { x: 'y' } }, { a: 'z' }, undefined],
    [{ path: 'a', map: { x: 'y' } }, { a: 'constructor' }, undefined],
    [{ path: 'a', map: { x: 'y' }, default: 'd' }, { a: 'z' }, 'd'],
    [{ path: 'a', default: 'd' }, {}, 'd'],
    [{ value: 'v' }, { a: 'x' }, 'v'],
  ])('%j of %j gives %s', (rule, event, text) => {
    expect(found(rule, event)).toBe(text);
  });
});

describe('a mapping', () => {
  it.each([
    ['2026-11-23T10:00:00.5Z', 'iso', '2026-11-23T10:00:00.500Z'],
    [1795428000, 'seconds', '2026-11-23T10:00:00.000Z'],
    ['1795428000.25', 'seconds', '2026-11-23T10:00:00.250Z'],
    [1795428000250, 'milliseconds', '2026-11-23T10:00:00.250Z'],
  ])('reads the time %j as %s', (at, unit, occurred_at) => {
    const [event] = mapped({ text: 'Hi', at }, { ...message, occurred_at: { path: 'at', unit } });
    expect(event?.occurred_at).toBe(occurred_at);
  });

  it.each([
    ['soon', 'iso', 'invalid_time'],
    [1795428000, 'iso', 'unreadable_event'],
    [{}, 'seconds', 'unreadable_event'],
  ])('refuses the time %j as %s', (at, unit, code) => {
    const mapping = { ...message, occurred_at: { path: 'at', unit } };
    expect(() => mapped({ text: 'Hi', at }, mapping)).toThrow(expect.objectContaining({ code }));
  });

  it('leaves a time that is not given to the first arrival', () => {
    const options = { mapping: { ...message, occurred_at: 'at' } };
    const [event] = generic.read(requestOf({ text: 'Hi', at: null }), options);
    expect(generic.normalize(event, options)[0]?.occurredAt).toBeNull();
  });

  it('names an event by its id, several put together, or all that it says', () => {
    const idsOf = (mapping: object, ...events: object[]) =>
      new Set(events.flatMap((event) => mapped(event, mapping)).map(({ id }) => id)).size;
    const [first, second] = [
      { text: 'Hi', id: 1, state: 'a' },
      { text: 'Hi', id: 1, state: 'b' },
    ];
    expect(idsOf({ ...message, id: 'id' }, first, second)).toBe(1);
    expect(idsOf({ ...message, id: ['id', 'state'] }, first, second, first)).toBe(2);
    expect(idsOf(message, first, second, first)).toBe(2);
    expect(idsOf({ ...message, id: ['id', 'none'] }, first, second)).toBe(2);
  });

  it('keeps accounts apart, in ids, conversations and people', () => {
    const mapping = { ...message, id: 'id', conversation: 'c', account: 'a', actor: { id: 'u' } };
    const [one, two] = ['1', '2'].map(
      (a) => mapped({ text: 'Hi', id: 1, c: 1, u: 1, a }, mapping)[0],
    );
    expect(one?.id).not.toBe(two?.id);
    expect(one?.conversation_id).not.toBe(two?.conversation_id);
    expect(one?.actor.id).not.toBe(two?.actor.id);
  });

  it.each([
    ['MessageSent', 'system', 'customer'],
    ['MessageReceived', 'customer', 'system'],
  ])('knows who is on which side of %s', (type, role, other) => {
    const [event] = mapped({ text: 'Hi' }, { ...message, type: { value: type } });
    expect([event?.actor.role, event?.recipients?.[0]?.role]).toEqual([role, other]);
  });

  it.each([
    [{ type: { value: 'RatingGiven' }, rating: { score: 's', scale: { value: '5' } } }, { s: '4' }],
    [{ type: { value: 'PostbackReceived' }, postback: { payload: 's' } }, { s: 4 }],
    [{ type: { value: 'NoteAdded' }, note: { text: 's' } }, { s: 'x' }],
    [{ type: { value: 'MessageReacted' }, reaction: { action: 's' } }, { s: 'added' }],
    [{ type: { value: 'MessageFailed' }, error: { code: 's', message: 's' } }, { s: 'x' }],
  ])('fills what a type requires: %j; without it the event is kept whole', (mapping, event) => {
    expect(mapped(event, mapping)[0]?.type).toBe(mapping.type.value);
    const [kept] = mapped({ s: null, a: 1 }, mapping);
    expect(kept).toMatchObject({ type: 'ProviderEvent', payload: { s: null, a: 1 } });
    expect(kept?.metadata?.unmapped).toBe(Object.keys(mapping)[1]);
  });

  it('tells a change, also on a type that can do without', () => {
    const change = { status: 's', assignee: 'who', tags_added: 'tags[]' };
    const mapping = { type: { value: 'ConversationUpdated' }, change };
    expect(mapped({ s: 'pending', tags: ['a', 2] }, mapping)[0]?.change).toEqual({
      status: 'pending',
      tags_added: ['a', '2'],
    });
    expect(mapped({ s: 'odd' }, mapping)[0]).not.toHaveProperty('change.status');
  });

  it('takes files without a text, by their kind, and keeps the odd ones', () => {
    const attachments = { each: 'f[]', url: 'u', mime_type: 'm', size_bytes: 'z' };
    const mapping = { type: { value: 'MessageReceived' }, message: { attachments } };
    const f = [{ u: 'https://a/1', m: 'audio/ogg', z: '9' }, { u: 'https://a/2', z: 'big' }, {}];
    expect(mapped({ f }, mapping)[0]?.message).toMatchObject({
      content: {
        type: 'audio',
        size_bytes: 9,
        attachments: [{ type: 'file', url: 'https://a/2' }],
      },
      attachment_count: 2,
    });
  });

  it('keeps a channel that the log does not know by its name', () => {
    const [event] = mapped({ text: 'Hi', via: 'pigeon' }, { ...message, channel: 'via' });
    expect(event?.channel).toEqual({ type: 'other', metadata: { channel: 'pigeon' } });
  });

  it('takes a map of texts whole, without what is no text', () => {
    const metadata = { a: 'x', n: 1, deep: {}, none: null };
    const [event] = mapped({ text: 'Hi', metadata }, { ...message, metadata: 'metadata' });
    expect(event?.metadata).toEqual({ a: 'x', n: '1' });
  });

  it('loses no body in which its events are not where it says', () => {
    const [event] = mapped({ ping: true }, { ...message, events: 'items[]' });
    expect(event).toMatchObject({ type: 'ProviderEvent', payload: { ping: true } });
  });
});

describe('a signature', () => {
  const body = '{"text":"Hi"}';
  const hmac = (algorithm: string, encoding: 'hex' | 'base64') =>
    createHmac(algorithm, 'right').update(body).digest(encoding);
  const verified = (headers: Record<string, string>, signature?: object) =>
    generic.verify(
      requestOf(body, headers),
      { secrets: ['other', 'right'], options: signature ? { signature } : {} },
      0,
    );

  it.each([
    [undefined, 'x-webhook-signature', `sha256=${hmac('sha256', 'hex')}`],
    [undefined, 'x-webhook-signature', `sha256=${hmac('sha256', 'hex').toUpperCase()}`],
    [{ header: 'X-Sig' }, 'x-sig', hmac('sha256', 'hex')],
    [{ algorithm: 'sha1' }, 'x-webhook-signature', hmac('sha1', 'hex')],
    [{ algorithm: 'sha512', encoding: 'base64' }, 'x-webhook-signature', hmac('sha512', 'base64')],
    [{ prefix: 'v1=' }, 'x-webhook-signature', `v1=${hmac('sha256', 'hex')}`],
    [{ kind: 'token', header: 'X-Token' }, 'x-token', 'right'],
    [
      { kind: 'token', header: 'authorization', prefix: 'Bearer ' },
      'authorization',
      'Bearer right',
    ],
  ])('as %j says is verified, and nothing else', (signature, header, value) => {
    expect(verified({ [header]: value }, signature)).toBe(true);
    expect(verified({ [header]: `${value}x` }, signature)).toBe(false);
    expect(verified({ [header]: '' }, signature)).toBe(false);
    expect(verified({}, signature)).toBe(false);
    expect(verified({ 'x-other': value }, signature)).toBe(false);
  });

  it('in base64 is not taken in another case', () => {
    const signature = { encoding: 'base64' };
    const value = hmac('sha256', 'base64').toLowerCase();
    expect(verified({ 'x-webhook-signature': value }, signature)).toBe(false);
  });

  it('is made as the options say', () => {
    const signature = { kind: 'token', header: 'x-token' };
    const signed = generic.sign({ url: '', headers: {}, body: Buffer.of() }, 'right', 0, {
      signature,
    });
    expect(signed).toEqual({ 'x-token': 'right' });
  });
});

describe('options', () => {
  it.each([
    [{ maping: {} }, 'maping'],
    [{ mapping: {} }, 'mapping.type'],
    [{ mapping: { type: 'a..b' } }, 'mapping.type.path'],
    [{ mapping: { type: '' } }, 'mapping.type.path'],
    [{ mapping: { type: 'a[x]' } }, 'mapping.type.path'],
    [{ mapping: { type: { path: 'a', map: { in: 'MessageRecieved' } } } }, 'MessageReceived'],
    [{ mapping: { type: 'a', id: { path: 'a', value: 'b' } } }, 'Give either'],
    [{ mapping: { type: 'a', id: {} } }, 'Give either'],
    [{ mapping: { type: 'a', occurred_at: { path: 'a', unit: 'days' } } }, 'unit'],
    [{ mapping: { type: 'a', actor: { name: 'b' } } }, 'actor.id'],
    [{ mapping: { type: 'a', rating: { stars: 'b' } } }, 'stars'],
    [{ signature: { algorithm: 'md5' } }, 'signature.algorithm'],
    [{ signature: { kind: 'token' } }, 'signature.header'],
    [{ signature: 'x-sig' }, 'signature'],
  ])('%j are refused with what is wrong', (options, hint) => {
    expect(() => checkOptions(generic, options)).toThrow(
      expect.objectContaining({
        code: 'invalid_settings',
        message: expect.stringContaining(hint),
      }),
    );
  });

  it('that are wrong are an operator’s trouble, not the sender’s', () => {
    const verify = () =>
      generic.verify(requestOf('{}'), { secrets: ['a'], options: { mapping: 1 } }, 0);
    expect(verify).toThrow(expect.objectContaining({ code: 'invalid_settings' }));
  });
});
