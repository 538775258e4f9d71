/** What an AWS endpoint cannot show; a real account shows everything. */
export interface Engine {
  readonly name: string;
  /** Resource types that it refuses, with what it says: left out of the templates that it gets. */
  readonly refused: Readonly<Record<string, string>>;
  /** Tests of the end-to-end suite that it cannot pass, by title, with the reason. */
  readonly skipped: Readonly<Record<string, string>>;
  /** What it takes without doing it: that the tests pass says nothing about these. */
  readonly notProved: readonly string[];
}

export const AWS: Engine = { name: 'AWS', refused: {}, skipped: {}, notProved: [] };

/** The release from PyPI that is installed, and that the entries below were seen with. */
export const MINISTACK_VERSION = '1.5.33';

export const MINISTACK: Engine = {
  name: `MiniStack ${MINISTACK_VERSION}`,
  refused: { 'AWS::Events::Archive': 'Unrecognized resource types' },
  skipped: { 'answers /health': 'the emulator answers /health of every API with its own page' },
  notProved: [],
};
