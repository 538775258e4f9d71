import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { EVENT_TYPE_NAMES } from '../../../core/events/catalogue.ts';
import { lakeJson, placeEvent, prepareEvent } from '../../../core/store/item.ts';
import { ShardPlan } from '../../../core/store/keys.ts';
import { LakeFolder } from '../../../local/lake/lake-folder.ts';
import { queryLake } from '../../../local/lake/lake-query.ts';
import { CONTENTS } from '../../support/contents.ts';
import { completed, draftOf } from '../../support/events.ts';
import { keptLog } from '../../support/logs.ts';
import { withTempFolder } from '../../support/temp-folder.ts';

const NOW = Date.UTC(2026, 10, 24, 23, 59);
const shards = new ShardPlan([4]);

/** The line of an event, as fan-out gives it to the lake. */
const lineOf = (draft: ReturnType<typeof draftOf>) => {
  return lakeJson(placeEvent(prepareEvent(completed(draft)), shards, NOW));
};

const everyType = EVENT_TYPE_NAMES.map((type, n) => {
  return lineOf(draftOf(type, { fact: { key: `type:${n}`, part: 'p', rank: 'noted' } }));
});
const everyContent = Object.values(CONTENTS).map((content, n) => {
  const fact = { key: `content:${n}`, part: 'p', rank: 'received' } as const;
  return lineOf(draftOf('MessageReceived', { fact, message: { id: `c${n}`, content } }));
});
const metadata = { 'Key With.Dots': 'ä', 'key with.dots': '' };
const odd = lineOf(
  draftOf('ProviderEvent', { metadata, payload: { a: [1, 'two', null, { b: 1e21 }] } }),
);
const lines = [...everyType, ...everyContent, odd];

/** A value without the members that are null: DuckDB gives every column of a row. */
function present(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(present);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(entries.map(([name, member]) => [name, present(member)]));
}

async function eventsIn(folder: string): Promise<unknown[]> {
  const { rows } = await queryLake(
    folder,
    'select to_json(e) from (select * exclude (dt) from raw_events) e order by id',
  );
  return rows.map(([text]) => present(JSON.parse(String(text))));
}

const sorted = (texts: readonly string[]) => {
  const events = texts.map((text) => present(JSON.parse(text)) as { readonly id: string });
  return events.sort((a, b) => (a.id < b.id ? -1 : 1));
};

function open(folder: string) {
  const { log, lines: logged } = keptLog();
  return { lake: new LakeFolder({ folder, log, now: () => NOW }), logged };
}

describe('the lake on one machine', () => {
  it('gives back every type and every kind of content as it was, from Parquet', async () => {
    await withTempFolder(async (folder) => {
      const { lake, logged } = open(folder);
      expect(await lake.write(lines)).toEqual([]);
      await lake.flush();
      expect(logged).toEqual([]);
      expect(await readdir(join(folder, 'buffer'))).toEqual([]);
      expect(await readdir(join(folder, 'events'))).toEqual(['dt=2026-11-24']);
      expect(await eventsIn(folder)).toEqual(sorted(lines));
    });
  });

  it('can be read before it made a file', async () => {
    await withTempFolder(async (folder) => {
      expect(await eventsIn(folder)).toEqual([]);
      const { lake } = open(folder);
      await lake.recover();
      expect(await eventsIn(folder)).toEqual([]);
      await lake.write(lines.slice(0, 3));
      await lake.flush();
      await lake.write(lines.slice(3));
      expect(await eventsIn(folder)).toEqual(sorted(lines));
    });
  });

  it('goes on from the buffer of a killed process, whose last line may be cut off', async () => {
    await withTempFolder(async (folder) => {
      await mkdir(join(folder, 'buffer'));
      const text = `${lines.slice(0, 5).join('\n')}\n${lines[5]?.slice(0, 40)}`;
      await writeFile(join(folder, 'buffer', '2026-11-23_1-1-0.ndjson'), text);
      const { lake } = open(folder);
      await lake.recover();
      await lake.write(lines.slice(5));
      await lake.flush();
      expect(await eventsIn(folder)).toEqual(sorted(lines));
      expect(await readdir(join(folder, 'events'))).toEqual(['dt=2026-11-23', 'dt=2026-11-24']);
    });
  });

  it('leaves out a value that its column cannot take, keeps the line, and says so', async () => {
    await withTempFolder(async (folder) => {
      const { lake, logged } = open(folder);
      const bad = (everyType[0] ?? '').replace('"revision":1', '"revision":"one"');
      await lake.write([...everyType.slice(1, 4), bad]);
      await lake.flush();
      const { revision: _left, ...rest } = JSON.parse(everyType[0] ?? '');
      const expected = [...everyType.slice(1, 4), JSON.stringify(rest)];
      expect(await eventsIn(folder)).toEqual(sorted(expected));
      expect(logged.join()).toContain('lake_values_left_out');
      const [kept = ''] = await readdir(join(folder, 'errors'));
      expect(await readFile(join(folder, 'errors', kept), 'utf8')).toContain('"one"');
    });
  });
});
