import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { EVENT_TYPE_NAMES } from '../../core/events/catalogue.ts';
import { conversationEvent } from '../../core/events/event.ts';
import { eventJson } from '../../core/store/item.ts';

/** Items as version 1 wrote them, with the event that each is. Lines are only ever added. */
const fixture = new URL('../fixtures/stored-events/version-1.ndjson', import.meta.url);

const line = z.object({
  item: z.object({
    pk: z.string(),
    sk: z.string(),
    type: z.string(),
    revision: z.number(),
    recorded_at: z.string(),
    body: z.string(),
  }),
  event: z.unknown(),
});

const lines = readFileSync(fixture, 'utf8')
  .trim()
  .split('\n')
  .map((text) => line.parse(JSON.parse(text)));

describe('items stored by version 1', () => {
  it.each(lines)('are read as they were written: $item.type $item.sk', ({ item, event }) => {
    const read = JSON.parse(eventJson(item));
    expect(read).toEqual(event);
    expect(conversationEvent.parse(read)).toEqual(event);
  });

  it('hold every type of the catalogue', () => {
    const types = new Set(lines.map(({ item }) => item.type));
    expect(EVENT_TYPE_NAMES.filter((type) => !types.has(type))).toEqual([]);
  });
});
