import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { lakeColumns, PARTITION } from '../../core/lake/columns.ts';
import { EVENTS_TABLE, lakeViews } from '../../core/lake/views.ts';
import { duckdbColumns, duckdbType } from './duckdb-types.ts';
import { MAX_LINE_BYTES, quoted } from './parquet.ts';

/** An answer: the names of its columns, and its rows. */
export interface Answer {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

/**
 * Runs a query over the lake of one machine: its Parquet files, and what is still buffered, with the
 * same views as on Athena.
 * @param folder the lake's folder
 */
export async function queryLake(folder: string, sql: string): Promise<Answer> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    await prepare(connection, folder);
    const reader = await connection.runAndReadAll(sql);
    return { columns: reader.columnNames(), rows: reader.getRowsJson() };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function prepare(connection: DuckDBConnection, folder: string): Promise<void> {
  await connection.run("set TimeZone = 'UTC'");
  // Trino's function, which the views use.
  await connection.run('create macro from_iso8601_timestamp(t) as cast(t as timestamp)');
  await connection.run(`create view ${EVENTS_TABLE} as ${await eventsOf(folder)}`);
  for (const { name, sql } of lakeViews()) await connection.run(`create view ${name} as ${sql}`);
}

/** All events of the folder; an empty table where there is none yet. */
async function eventsOf(folder: string): Promise<string> {
  const columns = duckdbColumns();
  const lines = (files: string) => {
    return `select *, cast(left(recorded_at, 10) as date) as ${PARTITION} from read_json(${files},
      format = 'newline_delimited', columns = ${columns},
      maximum_object_size = ${MAX_LINE_BYTES}, ignore_errors = true) where id is not null`;
  };
  const parts: string[] = [];
  if (await holds(join(folder, 'events'), '.parquet')) {
    const files = quoted(join(folder, 'events', '*', '*.parquet'));
    parts.push(`select * from read_parquet(${files}, hive_partitioning = true,
      hive_types = {${PARTITION}: DATE}, union_by_name = true)`);
  }
  if (await holds(join(folder, 'buffer'), '.ndjson'))
    parts.push(lines(quoted(join(folder, 'buffer', '*.ndjson'))));
  if (parts.length === 0) return emptyTable();
  return parts.join(' union all by name ');
}

function emptyTable(): string {
  const columns = lakeColumns().map(({ name, type }) => {
    return `cast(null as ${duckdbType(type)}) as "${name}"`;
  });
  return `select ${columns.join(', ')}, cast(null as date) as ${PARTITION} where false`;
}

/** Whether a folder, or one below it, has a file with an ending. */
async function holds(folder: string, ending: string): Promise<boolean> {
  const files = await readdir(folder, { recursive: true }).catch(() => []);
  return files.some((file) => file.endsWith(ending));
}
