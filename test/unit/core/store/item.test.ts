import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { EVENT_TYPE_NAMES } from '../../../../core/events/catalogue.ts';
import { conversationEvent } from '../../../../core/events/event.ts';
import {
  eventJson,
  MAX_EVENT_BYTES,
  placeEvent,
  prepareEvent,
} from '../../../../core/store/item.ts';
import { ShardPlan } from '../../../../core/store/keys.ts';
import { completed, draftOf } from '../../../support/events.ts';

const shards = new ShardPlan([4]);
const recordedAt = Date.UTC(2026, 10, 23, 9, 30, 1);

function stored(text: string, id = 'm1') {
  const content = { type: 'text', text, format: 'plain' } as const;
  return completed(draftOf('MessageReceived', { message: { id, content } }));
}

describe('the stored form of an event', () => {
  it.each(EVENT_TYPE_NAMES)('gives back a %s whole, with its time of recording', (type) => {
    const identified = completed(draftOf(type));
    const item = placeEvent(prepareEvent(identified), shards, recordedAt);
    const read = conversationEvent.parse(JSON.parse(eventJson(item)));
    expect(read).toEqual({ ...identified.event, recorded_at: '2026-11-23T09:30:01.000Z' });
  });

  it('gives back any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const item = placeEvent(prepareEvent(stored(text)), shards, recordedAt);
        expect(JSON.parse(eventJson(item)).message.content.text).toBe(
          text.toWellFormed() === text ? text : expect.any(String),
        );
      }),
    );
  });

  it('counts bytes, not characters, against the limit', () => {
    const letters = MAX_EVENT_BYTES - 1024;
    expect(() => prepareEvent(stored('a'.repeat(letters)))).not.toThrow();
    const tooLarge = expect.objectContaining({ code: 'event_too_large' });
    expect(() => prepareEvent(stored('ä'.repeat(letters)))).toThrow(tooLarge);
  });
});

describe('the plan of shards', () => {
  it.each([[[]], [[0]], [[4, 4]], [[16, 4]], [[1.5]], [[1000]]])('refuses %j', (counts) => {
    const refused = expect.objectContaining({ code: 'invalid_settings' });
    expect(() => new ShardPlan(counts)).toThrow(refused);
  });

  it('finds what was written under any of its counts', () => {
    const grown = new ShardPlan([4, 16]);
    for (let i = 0; i < 200; i++) {
      const { sk } = prepareEvent(
        completed(draftOf('NoteAdded', { fact: { key: `${i}`, part: 'n', rank: 'noted' } })),
      );
      expect(grown.forRead(sk)).toEqual(
        expect.arrayContaining([shards.forWrite(sk), grown.forWrite(sk)]),
      );
      expect(grown.forRead(sk)[0]).toBe(grown.forWrite(sk));
    }
  });
});
