import { mkdir, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { duckdbColumns } from './duckdb-types.ts';

/** A line of the lake at its longest: an event of 240 KB, its texts escaped. */
export const MAX_LINE_BYTES = 1024 * 1024;

/** How a conversion ended: with every value, or without those that the columns could not take. */
export type Conversion = 'whole' | 'values_left_out';

/**
 * Converts a file of events, a line of JSON each, to Parquet with the lake's columns. The file is
 * there whole or not at all.
 */
export async function convertToParquet(from: string, to: string): Promise<Conversion> {
  await mkdir(dirname(to), { recursive: true });
  const beside = `${to}.tmp`;
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  const copy = (leaveOut: boolean) => {
    const source = `read_json(${quoted(from)}, format = 'newline_delimited',
      columns = ${duckdbColumns()}, maximum_object_size = ${MAX_LINE_BYTES},
      ignore_errors = ${leaveOut})`;
    return connection.run(
      `copy (select * from ${source} where id is not null) to ${quoted(beside)} (format parquet)`,
    );
  };
  try {
    const conversion = await copy(false).then(
      () => 'whole' as const,
      () => copy(true).then(() => 'values_left_out' as const),
    );
    await rename(beside, to);
    return conversion;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** A text as SQL writes it. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
