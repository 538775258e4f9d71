import { createHmac, generateKeyPairSync, sign as signEd25519 } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { EVENT_TYPE_NAMES, requiredBlocks } from '../../../../../core/events/catalogue.ts';
import { completeEvent } from '../../../../../core/events/draft.ts';
import { cloudevents } from '../../../../../core/providers/cloudevents/index.ts';
import { testIdentity } from '../../../../support/events.ts';

const NOW = Date.UTC(2026, 10, 23, 12);

const cloudEvent = (more: object = {}) => ({
  specversion: '1.0',
  id: 'e1',
  source: '/shop',
  type: 'com.example.MessageReceived',
  time: '2026-11-23T09:30:00Z',
  subject: 'chat-1',
  data: { message: { content: 'Hello' } },
  ...more,
});

function requestOf(body: object | string | Buffer, headers: Record<string, string> = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(text);
  const sent = { 'content-type': 'application/cloudevents+json', ...headers };
  return { method: 'POST', url: '', headers: sent, query: {}, body: bytes };
}

function eventsOf(body: object | string | Buffer, headers: Record<string, string> = {}) {
  const context = {
    tenantId: 'acme',
    sourceId: 'src',
    provider: 'cloudevents',
    deliveryId: 'dlv_1',
    identity: testIdentity,
  };
  return cloudevents
    .read(requestOf(body, headers))
    .flatMap((event) => cloudevents.normalize(event, {}))
    .map((draft) => completeEvent(draft, draft.occurredAt ?? NOW, context).event);
}

const batchType = { 'content-type': 'application/cloudevents-batch+json; charset=utf-8' };

describe('the modes of delivery', () => {
  it('give the same event', () => {
    const [structured] = eventsOf(cloudEvent());
    const [inBatch] = eventsOf([cloudEvent()], batchType);
    const { data, ...attributes } = cloudEvent();
    const ce = Object.entries(attributes).map(([name, value]) => [`ce-${name}`, value]);
    const binary = { 'content-type': 'application/json', ...Object.fromEntries(ce) };
    const [fromHeaders] = eventsOf(data, binary);
    const [asJson] = eventsOf(cloudEvent(), { 'content-type': 'application/json' });
    for (const event of [inBatch, fromHeaders, asJson]) expect(event).toEqual(structured);
  });

  it('take an empty batch', () => {
    expect(eventsOf([], batchType)).toEqual([]);
  });

  it.each([
    ['Euro%20%E2%82%AC%20%F0%9F%98%80', 'Euro € 😀'],
    ['"say \\"hi\\""', 'say "hi"'],
    ['100%', '100%'],
  ])('decode a header: %s', (value, subject) => {
    const headers = {
      'content-type': 'text/plain',
      'ce-specversion': '1.0',
      'ce-id': '1',
      'ce-source': '/s',
      'ce-type': 'x',
      'ce-subject': value,
    };
    expect(eventsOf('hello', headers)[0]).toMatchObject({
      origin: { conversation_id: subject },
      payload: { data: 'hello', datacontenttype: 'text/plain' },
    });
  });

  it('keep data that is no text in base64', () => {
    const headers = {
      'content-type': 'image/png',
      'ce-specversion': '1.0',
      'ce-id': '1',
      'ce-source': '/s',
      'ce-type': 'x',
    };
    const [event] = eventsOf(Buffer.from([0xff, 0xfe]), headers);
    expect(event?.payload).toMatchObject({ data_base64: '//4=' });
  });

  it.each([
    ['a header that is no UTF-8', '', { 'ce-specversion': '1.0', 'ce-id': '%FF' }],
    ['a form', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['no JSON', '{', {}],
    ['a batch that is none', '{}', batchType],
    ['neither event nor webhook', '{"a":1}', { 'content-type': 'application/json' }],
  ])('refuse %s', (_, body, headers) => {
    const unreadable = expect.objectContaining({ code: 'unreadable_delivery' });
    expect(() => cloudevents.read(requestOf(body, headers))).toThrow(unreadable);
  });

  it.each([
    { specversion: '0.3' },
    { specversion: undefined },
    { id: '' },
    { id: null },
    { source: undefined },
    { type: undefined },
  ])('refuse one event with %j, and no other of its batch', (wrong) => {
    const units = cloudevents.read(requestOf([cloudEvent(wrong), cloudEvent()], batchType));
    const unreadable = expect.objectContaining({ code: 'unreadable_event' });
    expect(() => cloudevents.normalize(units[0], {})).toThrow(unreadable);
    expect(cloudevents.normalize(units[1], {})).toHaveLength(1);
  });

  it('take a Standard Webhooks body under the id of its header', () => {
    const headers = { 'content-type': 'application/json', 'webhook-id': 'msg_1' };
    const body = { type: 'invoice.paid', timestamp: '2026-11-23T09:30:00.123456Z', data: { a: 1 } };
    expect(eventsOf(body, headers)[0]).toMatchObject({
      type: 'ProviderEvent',
      occurred_at: '2026-11-23T09:30:00.123Z',
      origin: { event_type: 'invoice.paid', event_id: 'msg_1' },
    });
  });
});

describe('a Standard Webhooks body', () => {
  const headers = { 'content-type': 'application/json', 'webhook-id': 'msg_1' };

  it('needs a type only, and keeps what it brings beside its data', () => {
    expect(eventsOf({ type: 'invoice.paid' }, headers)).toHaveLength(1);
    const [event] = eventsOf({ type: 'invoice.paid', id: 'evt_1', amount: 5 }, headers);
    expect(event?.payload).toMatchObject({ id: 'msg_1', payloadid: 'evt_1', amount: 5 });
  });

  it('is not what an event without specversion is taken for', () => {
    const units = cloudevents.read(requestOf(cloudEvent({ specversion: undefined }), headers));
    const unreadable = expect.objectContaining({ code: 'unreadable_event' });
    expect(() => cloudevents.normalize(units[0], {})).toThrow(unreadable);
  });
});

describe('binary mode', () => {
  const ce = { 'ce-specversion': '1.0', 'ce-id': '1', 'ce-source': '/s', 'ce-type': 'x' };

  it('keeps the content type whole', () => {
    const type = 'application/json; charset=utf-8';
    const [event] = eventsOf('{"a":1}', { ...ce, 'content-type': type });
    expect(event?.payload).toMatchObject({ datacontenttype: type, data: { a: 1 } });
  });

  it('needs no content type', () => {
    expect(eventsOf('hello', { ...ce, 'content-type': '' })).toHaveLength(1);
  });

  it.each(['%FF', '%C0%A0'])('refuses a header that is no UTF-8: %s', (subject) => {
    const request = requestOf('{}', { ...ce, 'content-type': 'text/plain', 'ce-subject': subject });
    expect(() => cloudevents.read(request)).toThrow(
      expect.objectContaining({ code: 'unreadable_delivery' }),
    );
  });
});

describe("events in the log's own words", () => {
  const samples: Record<string, object> = {
    MessageFailed: { error: { code: 'x', message: 'y' } },
    MessageReacted: { reaction: { action: 'removed' } },
    PostbackReceived: { postback: { payload: 'yes' } },
    ReferralReceived: { referral: { source: 'ad' } },
    ConversationMerged: { merge: { of: 'conversation', from_id: 'a', into_id: 'b' } },
    CustomerMerged: { merge: { of: 'customer', from_id: 'a', into_id: 'b' } },
    NoteAdded: { note: { text: 'call', format: 'plain' } },
    ConversationAnnotated: { annotation: { label: 'spam' } },
    RatingGiven: { rating: { score: 1, scale: 5 } },
    EventRedacted: { metadata: { event_id: '1' } },
    EventCorrected: { metadata: { event_id: '1' } },
  };

  it.each(EVENT_TYPE_NAMES)(
    'can be of type %s, with defaults for what the type implies',
    (type) => {
      const needsContent = requiredBlocks(type).includes('content');
      const data = needsContent ? { message: { content: 'Hi' } } : (samples[type] ?? {});
      const [event] = eventsOf(cloudEvent({ type: `com.example.${type}`, data }));
      expect(event?.type).toBe(type);
    },
  );

  it('name people, conversations and assignees by the ids of the sender', () => {
    const ada = { role: 'customer', id: 'ada', name: 'Ada' };
    const [written] = eventsOf(cloudEvent({ data: { actor: ada, message: { content: 'Hi' } } }));
    const assigned = {
      type: 'ConversationAssigned',
      id: 'e2',
      data: { change: { assignee_id: 'ada' } },
    };
    const [assignment] = eventsOf(cloudEvent(assigned));
    expect(written?.actor).toMatchObject({ name: 'Ada', provider_id: 'ada' });
    expect(assignment?.change?.assignee_id).toBe(written?.actor.id);
    expect(assignment?.conversation_id).toBe(written?.conversation_id);
    const [elsewhere] = eventsOf(cloudEvent({ source: '/other' }));
    expect(elsewhere?.conversation_id).not.toBe(written?.conversation_id);
  });

  it('are quarantined with the path when their data does not fit', () => {
    const wrong = cloudEvent({ data: { message: { content: 7 } } });
    expect(() => eventsOf(wrong)).toThrow(
      expect.objectContaining({
        code: 'unreadable_event',
        message: expect.stringContaining('message.content'),
      }),
    );
    expect(() => eventsOf(cloudEvent({ data: {} }))).toThrow(
      expect.objectContaining({
        code: 'unreadable_event',
        message: expect.stringContaining('data.message.content'),
      }),
    );
    const deep = cloudEvent({ data: { message: { content: { type: 'image', size_bytes: 'x' } } } });
    expect(() => eventsOf(deep)).toThrow('data.message.content.size_bytes');
  });

  it('may bring their data in base64, or none where type and subject say all', () => {
    const text = JSON.stringify({ message: { content: 'Hello' } });
    const data_base64 = Buffer.from(text).toString('base64');
    expect(eventsOf(cloudEvent({ data: undefined, data_base64 }))).toEqual(eventsOf(cloudEvent()));
    expect(() => eventsOf(cloudEvent({ data: null, data_base64: '//4=' }))).toThrow(
      expect.objectContaining({ code: 'unreadable_event' }),
    );
    const closed = cloudEvent({ type: 'x.ConversationClosed', data: undefined });
    expect(eventsOf(closed)[0]?.change).toEqual({ status: 'closed' });
  });

  it('take text as plain where it does not say its format', () => {
    const content = { type: 'text', text: 'Hello' };
    expect(eventsOf(cloudEvent({ data: { message: { content } } }))).toEqual(
      eventsOf(cloudEvent()),
    );
    const [noted] = eventsOf(cloudEvent({ type: 'x.NoteAdded', data: { note: 'Call back' } }));
    expect(noted?.note).toEqual({ text: 'Call back', format: 'plain' });
  });

  it('have extension attributes as metadata, but no members that are none', () => {
    const [event] = eventsOf(cloudEvent({ shard: 7, absent: null, Not_One: 'x' }));
    expect(event?.metadata).toEqual({ shard: '7' });
  });

  it('are known by source and id alone, and have the time of arrival without one', () => {
    const [first] = eventsOf(cloudEvent());
    expect(eventsOf(cloudEvent({ data: { message: { content: 'Else' } } }))[0]?.id).toBe(first?.id);
    expect(eventsOf(cloudEvent({ id: 'e2' }))[0]?.id).not.toBe(first?.id);
    const [draft] = cloudevents.normalize(cloudEvent({ time: null }), {});
    expect(draft?.occurredAt).toBeNull();
  });
});

describe('signatures', () => {
  const body = Buffer.from('{"test": 2432232314}');
  const at = 1_614_265_330_000;
  const headers = {
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  };
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const verify = (more: Record<string, string> = {}, secrets = [secret], now = at) =>
    cloudevents.verify(requestOf(body, { ...headers, ...more }), { secrets }, now);

  it('fit the vector of the Standard Webhooks libraries', () => {
    expect(verify()).toBe(true);
    expect(verify({}, ['MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'])).toBe(true);
    expect(verify({}, ['whsec_AAAA', secret])).toBe(true);
    expect(verify({}, ['whsec_AAAA'])).toBe(false);
  });

  it('may be several, under either name of the headers', () => {
    const several = `v1a,xxxx v1,AAAA ${headers['webhook-signature']}`;
    expect(verify({ 'webhook-signature': several })).toBe(true);
    const svix = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.replace('webhook', 'svix'), value]),
    );
    expect(cloudevents.verify(requestOf(body, svix), { secrets: [secret] }, at)).toBe(true);
  });

  it.each([
    [300_000, true],
    [301_000, false],
    [-300_000, true],
    [-301_000, false],
  ])('hold %i ms from now: %s', (distance, valid) => {
    expect(verify({}, [secret], at + distance)).toBe(valid);
  });

  it.each([
    ['webhook-id', 'other'],
    ['webhook-timestamp', '1614265331'],
    ['webhook-timestamp', 'now'],
    ['webhook-signature', 'v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='],
    ['webhook-signature', ''],
  ])('do not fit with %s: %s', (name, value) => {
    expect(verify({ [name]: value })).toBe(false);
  });

  it.each(['', 'whsec_', 'whsec_!!!!', 'whpk_', 'whsk_'])(
    'by an empty key never fit, whatever the secret: %j',
    (empty) => {
      const prefix = `m.${headers['webhook-timestamp']}.`;
      const forged = createHmac('sha256', '').update(prefix).update(body).digest('base64');
      const more = { 'webhook-id': 'm', 'webhook-signature': `v1,${forged}` };
      expect(verify(more, [empty])).toBe(false);
      const unsigned = requestOf(body);
      expect(() => cloudevents.sign(unsigned, empty, at)).toThrow(
        expect.objectContaining({ code: 'invalid_settings' }),
      );
    },
  );

  it('are ed25519 when the secret is a private key, seed alone or with its public half', () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const seed = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-32);
    const half = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
    const secrets = [seed, Buffer.concat([seed, half])].map(
      (key) => `whsk_${key.toString('base64')}`,
    );
    for (const own of secrets) {
      const signature = cloudevents.sign(requestOf(body), own, at);
      const signed = requestOf(body, { ...signature });
      for (const secret of [...secrets, `whpk_${half.toString('base64')}`]) {
        expect(cloudevents.verify(signed, { secrets: [secret] }, at)).toBe(true);
      }
      expect(signature['webhook-signature']).toMatch(/^v1a,/);
    }
    const byText = cloudevents.sign(requestOf(body), 'other', at);
    expect(cloudevents.verify(requestOf(body, { ...byText }), { secrets }, at)).toBe(false);
  });

  it('of ed25519 fit the public key', () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64');
    const content = Buffer.concat([Buffer.from(`m.${headers['webhook-timestamp']}.`), body]);
    const signature = `v1a,${signEd25519(null, content, privateKey).toString('base64')}`;
    const signed = { 'webhook-id': 'm', 'webhook-signature': signature };
    expect(verify(signed, [`whpk_${raw}`])).toBe(true);
    expect(verify({ ...signed, 'webhook-id': 'n' }, [`whpk_${raw}`])).toBe(false);
    expect(verify(signed, ['whpk_AAAA'])).toBe(false);
  });
});

describe('the handshake', () => {
  const options = { ...requestOf(''), method: 'OPTIONS' };

  it('lets any sender send', () => {
    const headers = { 'webhook-request-origin': 'events.example.com' };
    expect(cloudevents.handshake?.({ ...options, headers }, { secrets: [] })).toMatchObject({
      status: 200,
      headers: { 'webhook-allowed-origin': 'events.example.com' },
    });
  });

  it('is not what other requests are', () => {
    expect(cloudevents.handshake?.({ ...options, headers: {} }, { secrets: [] })).toBeNull();
    expect(cloudevents.handshake?.(requestOf('{}'), { secrets: [] })).toBeNull();
  });
});
