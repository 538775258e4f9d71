/** An event that the lake did not take, by its position in the written list. */
export interface RefusedLine {
  readonly index: number;
  readonly code: string;
}

/**
 * Port to the lake. `write` takes events as lines of JSON (without line ends) and resolves with
 * those that were refused: a line is either taken or listed here. It does not reject.
 */
export interface LakeWriter {
  write(lines: readonly string[]): Promise<readonly RefusedLine[]>;
}
