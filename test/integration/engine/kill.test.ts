import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { paginateScan, type ScanCommandInput } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from '@jest/globals';
import type { AttributeValue } from 'aws-lambda';
import { TABLE_NAME } from '../../../local/table.ts';
import { openTestTable, type TestTable } from '../../support/local-store.ts';
import { withTempFolder } from '../../support/temp-folder.ts';

const ROUNDS = 20;
const writer = new URL('../../support/crash-writer.ts', import.meta.url).pathname;

/** Lets a process write until it has had `count` answers, kills it, and gives what was answered. */
async function writeAndKill(folder: string, run: number, count: number): Promise<string[]> {
  const child = spawn(process.execPath, [writer, folder, String(run)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const answered: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    if (line !== 'started') answered.push(line);
    if (answered.length === count) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  expect(child.signalCode).toBe('SIGKILL');
  return answered;
}

type Row = Readonly<Record<string, unknown>>;

async function scan({ client }: TestTable, index?: string): Promise<Row[]> {
  const input: ScanCommandInput = { TableName: TABLE_NAME, ...(index && { IndexName: index }) };
  const pages = await Array.fromAsync(paginateScan({ client }, input));
  return pages.flatMap((page) => page.Items ?? []);
}

const keyOf = (row: Row) => `${row.pk} ${row.sk}`;
const sorted = (rows: readonly Row[]) => rows.map((row) => JSON.stringify(row)).sort();

/** The table as its change records tell it. */
async function folded({ engine }: TestTable): Promise<Map<string, Record<string, AttributeValue>>> {
  const reader = await engine.changes.reader('check');
  const state = new Map<string, Record<string, AttributeValue>>();
  for (let after = ''; ; ) {
    const records = await reader.read(after, 1000);
    if (records.length === 0) return state;
    for (const { dynamodb, eventName } of records) {
      const key = `${dynamodb?.Keys?.pk?.S} ${dynamodb?.Keys?.sk?.S}`;
      // A record that does not go on from the state before it was lost or made up.
      expect(state.get(key)).toEqual(dynamodb?.OldImage);
      expect(eventName).toBe(state.has(key) ? 'MODIFY' : 'INSERT');
      if (dynamodb?.NewImage) state.set(key, dynamodb.NewImage);
      after = dynamodb?.SequenceNumber ?? after;
    }
  }
}

describe('the engine, killed while it writes', () => {
  it(`keeps what it answered, whole, over ${ROUNDS} kills`, async () => {
    await withTempFolder(async (folder) => {
      const answered: string[] = [];
      for (let run = 0; run < ROUNDS; run++) {
        answered.push(...(await writeAndKill(folder, run, 20 + ((run * 37) % 150))));
      }
      const table = await openTestTable({ path: join(folder, 'table') });
      const items = await scan(table);
      const stored = new Set(items.map(keyOf));
      expect(answered.filter((key) => !stored.has(key))).toEqual([]);
      expect(sorted(await scan(table, 'by_time'))).toEqual(sorted(items));
      expect(sorted(await scan(table, 'by_arrival'))).toEqual(sorted(items));
      const told = await folded(table);
      expect([...told.keys()].sort()).toEqual([...stored].sort());
      for (const item of items) expect(told.get(keyOf(item))?.arrival?.S).toBe(item.arrival);
      await table.stop();
    });
  }, 120_000);
});
