import { type Column, type ColumnType, lakeColumns } from '../../core/lake/columns.ts';

/** The lake's columns in DuckDB's words, as `read_json` takes them. */
export function duckdbColumns(columns: readonly Column[] = lakeColumns()): string {
  const entries = columns.map(({ name, type }) => `${name}: '${duckdbType(type)}'`);
  return `{${entries.join(', ')}}`;
}

/** A type of the lake in DuckDB's words. */
export function duckdbType(type: ColumnType): string {
  if (type === 'string') return 'VARCHAR';
  if (typeof type === 'string') return type.toUpperCase();
  if ('array' in type) return `${duckdbType(type.array)}[]`;
  if ('map' in type) return `MAP(VARCHAR, ${duckdbType(type.map)})`;
  const fields = Object.entries(type.struct).map(([name, of]) => `"${name}" ${duckdbType(of)}`);
  return `STRUCT(${fields.join(', ')})`;
}
