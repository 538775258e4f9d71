import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { lakeViews } from '../../core/lake/views.ts';
import { type Answer, queryLake } from '../lake/lake-query.ts';
import { localSettings } from '../settings.ts';
import { runCommand, UsageError } from './command.ts';

const USAGE = `Usage: npm run sql -- [--json] "select ..."
Queries the lake of this machine with DuckDB, up to the last event, beside a running server or without one.
  --json  one JSON object per row, in place of a table
Tables: raw_events (may hold an event more than once),
        ${lakeViews()
          .map(({ name }) => name)
          .join(', ')} (the same views as on Athena)`;

await runCommand(async () => {
  const { values, positionals } = parseArgs({
    options: { json: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const [sql] = positionals;
  if (!sql || positionals.length > 1) throw new UsageError(USAGE);
  const { dataDir } = localSettings(process.env);
  const answer = await queryLake(join(dataDir, 'lake'), sql).catch((error: unknown) => {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  });
  console.log((values.json ? jsonLines : table)(answer));
});

function jsonLines({ columns, rows }: Answer): string {
  const named = rows.map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i]])));
  return named.map((row) => JSON.stringify(row)).join('\n');
}

function table({ columns, rows }: Answer): string {
  const cells = [columns, ...rows.map((row) => row.map(text))];
  const widths = columns.map((_, i) => Math.max(...cells.map((row) => row[i]?.length ?? 0)));
  const lines = cells.map((row) => row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  '));
  return lines.map((line) => line.trimEnd()).join('\n');
}

function text(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
