/** What an AWS endpoint cannot show; a real account shows everything. */
export interface Engine {
  readonly name: string;
  /** Resource types that it refuses, with what it says: left out of the templates that it gets. */
  readonly refused: Readonly<Record<string, string>>;
  /** Tests of the end-to-end suite that it cannot pass, by title, with the reason. */
  readonly skipped: Readonly<Record<string, string>>;
  /** What it takes and drops, or does not do: that the tests pass says nothing about these. */
  readonly notProved: readonly string[];
}

export const AWS: Engine = { name: 'AWS', refused: {}, skipped: {}, notProved: [] };

/** The release from PyPI that is installed, and that every entry below was seen with. */
export const MINISTACK_VERSION = '1.5.33';

export const MINISTACK: Engine = {
  name: `MiniStack ${MINISTACK_VERSION}`,
  refused: {
    'AWS::Events::Archive': 'Template format error: Unrecognized resource types',
  },
  skipped: {
    'answers /health': 'the emulator answers /health of every API with its own page',
  },
  notProved: [
    'Replay from the archive of the bus: the archive is refused (above).',
    'Time to live, point-in-time recovery, encryption and deletion protection of the table: dropped.',
    'Lifecycle rules of buckets: dropped.',
    'Reserved concurrency of ingest, CORS of the API, throttling of its stage: dropped.',
    'The dead-letter queue of the bus: dropped.',
    'Roles and policies: taken, and enforced nowhere.',
    'Alarms: taken, and never raised, since the services give no metrics.',
    'Athena: queries are refused, since it does not know results that Athena manages itself. The views were run ' +
      'with DuckDB alone (test/integration/lake).',
    'Buffering of Firehose: every call becomes an object at once. Its conversion to Parquet by the columns of the ' +
      'Glue table does run, with DuckDB.',
  ],
};
