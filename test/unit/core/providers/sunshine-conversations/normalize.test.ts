import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { LogError } from '../../../../../core/events/errors.ts';
import { sunshineConversations } from '../../../../../core/providers/sunshine-conversations/index.ts';
import {
  delivery,
  draftsOf,
  exampleDrafts,
  exampleEvents,
  exampleNames,
  logged,
  messageEvent,
} from './webhooks.ts';

const { read, normalize } = sunshineConversations;
const names = exampleNames.map((name) => name.replace('.json', ''));
const examples = names.flatMap((name) => exampleEvents(name));

/** The vendor's triggers (Sunshine Conversations API 17.12, Webhooks). */
const TRIGGERS = [
  'client:add',
  'client:remove',
  'client:update',
  'conversation:create',
  'conversation:join',
  'conversation:leave',
  'conversation:message',
  'conversation:message:delivery:channel',
  'conversation:message:delivery:failure',
  'conversation:message:delivery:user',
  'conversation:postback',
  'conversation:read',
  'conversation:referral',
  'conversation:remove',
  'conversation:typing',
  'passthrough:messaging',
  'switchboard:acceptControl',
  'switchboard:acceptControl:failure',
  'switchboard:offerControl',
  'switchboard:offerControl:failure',
  'switchboard:passControl',
  'switchboard:passControl:failure',
  'switchboard:releaseControl',
  'user:merge',
  'user:remove',
  'user:update',
];

describe('a delivery', () => {
  it('is split into its events, in their order', () => {
    expect(exampleDrafts('batch').map(({ type }) => type)).toEqual([
      'MessageReceived',
      'MessageRead',
      'MessageSent',
    ]);
    expect(read(delivery({ app: { id: 'app1' }, events: [] }))).toEqual([]);
  });

  it.each(['', '[]', '{}', '{"events":[]}', '{"app":{"id":"a"},"events":{}}', '{"app":'])(
    'that is none is refused whole: %s',
    (body) => {
      expect(() => read(delivery(body))).toThrow(LogError);
    },
  );

  it('loses no good event to a bad one', () => {
    const bad = { id: 'e2', type: 'conversation:message', payload: { conversation: {} } };
    const events = [messageEvent({}), bad, null, messageEvent({ id: 'm2' })];
    const units = read(delivery({ app: { id: 'app1' }, events }));
    const outcomes = units.map((unit) => {
      try {
        return normalize(unit, {}).map(({ message }) => message?.id);
      } catch (error) {
        return error;
      }
    });
    expect(outcomes).toEqual([['m1'], expect.any(LogError), expect.any(LogError), ['m2']]);
  });

  it('names what does not fit and never says it', () => {
    const event = messageEvent({ author: { type: 'secret-text' } });
    expect(() => draftsOf(event)).toThrow('Unexpected shape at: message.author.type');
  });
});

describe('an event', () => {
  it('of every trigger of the vendor has an example', () => {
    expect([...new Set(examples.map(({ type }) => type))].sort()).toEqual(TRIGGERS);
  });

  it.each(names)('of the example %s becomes valid log events, the same each time', (name) => {
    const drafts = exampleDrafts(name);
    expect(drafts.length).toBeGreaterThan(0);
    expect(exampleDrafts(name).map(logged)).toEqual(drafts.map(logged));
  });

  it('has an id of its own, whatever else is in the log', () => {
    const ids = names.flatMap((name) => exampleDrafts(name).map((draft) => logged(draft).id));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('carries the names that the vendor has for it', () => {
    expect(draftsOf(messageEvent({}))[0]?.origin).toEqual({
      event_type: 'conversation:message',
      event_id: 'e1',
      account_id: 'app1',
      conversation_id: 'c1',
    });
  });

  it('is told from one of another type with the same id', () => {
    const payload = { conversation: { id: 'c1' }, user: { id: 'u1' } };
    const at = { id: 'e1', createdAt: '2026-11-02T10:00:00.000Z', payload };
    const types = ['client:add', 'client:update', 'user:update', 'vendor:new', 'vendor:other'];
    const ids = draftsOf(...types.map((type) => ({ ...at, type }))).map((one) => logged(one).id);
    expect(new Set(ids).size).toBe(types.length);
  });

  it('of an unknown kind is kept whole, with its conversation if it has one', () => {
    const threaded = { id: 'e1', type: 'vendor:new', payload: { conversation: { id: 'c1' } } };
    const odd = { id: 'e2', type: 'constructor', payload: 'text', extra: [1, null] };
    const bare = { id: 'e3', type: 'vendor:new', payload: { conversation: 7, error: 'x' } };
    expect(draftsOf(threaded, odd, bare)).toMatchObject([
      { type: 'ProviderEvent', thread: { key: 'c1' }, payload: threaded, occurredAt: null },
      { type: 'ProviderEvent', thread: null, payload: odd },
      { type: 'ProviderEvent', thread: null, payload: bare },
    ]);
  });

  it('with a time that is none is refused', () => {
    expect(() => draftsOf({ ...messageEvent({}), createdAt: 'yesterday' })).toThrow(
      expect.objectContaining({ code: 'invalid_time' }),
    );
  });
});

describe('any event at all', () => {
  /** Valid log events or a coded error: anything else is a bug. */
  function expectSense(event: unknown) {
    try {
      for (const draft of draftsOf(event)) logged(draft);
    } catch (error) {
      if (!(error instanceof LogError)) throw error;
      expect(['unreadable_event', 'invalid_time']).toContain(error.code);
    }
  }

  it('becomes valid log events or a coded error', () => {
    const kinds = fc.record({
      id: fc.string(),
      type: fc.constantFrom(...TRIGGERS),
      createdAt: fc.constantFrom(undefined, null, '', '2026-11-02T10:00:00Z', 'now'),
      payload: fc.jsonValue(),
    });
    fc.assert(fc.property(fc.oneof(kinds, fc.jsonValue()), expectSense), { numRuns: 1000 });
  });

  it('does so with a part of it changed, lost or added', () => {
    const mutation = fc.record({
      example: fc.constantFrom(...examples),
      at: fc.nat(),
      value: fc.oneof(
        fc.constantFrom(undefined, null, '', 0, -1, {}, [], [null], 'ä', '__proto__'),
        fc.jsonValue(),
      ),
    });
    fc.assert(
      fc.property(mutation, ({ example, at, value }) => expectSense(mutated(example, at, value))),
      { numRuns: 2000 },
    );
  });
});

/** A copy of `example` in which the value at the `at`-th of its paths is another. */
function mutated(example: unknown, at: number, value: unknown): unknown {
  const copy = structuredClone(example);
  const places = placesIn(copy);
  const place = places[at % places.length];
  if (place) place.holder[place.name] = value;
  return copy;
}

interface Place {
  readonly holder: Record<string, unknown>;
  readonly name: string;
}

function placesIn(value: unknown): readonly Place[] {
  if (!isHolder(value)) return [];
  return Object.keys(value).flatMap((name) => [{ holder: value, name }, ...placesIn(value[name])]);
}

function isHolder(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object';
}
