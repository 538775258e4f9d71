import type { Saying } from './ticket-log.ts';

/** Ids before and after every other. */
const FIRST = '0'.repeat(26);
const LAST = `7${'Z'.repeat(25)}`;

interface Position {
  readonly size: number;
  /** Id that the page follows, in the order of the list. */
  readonly after?: string | undefined;
  /** Id that the page precedes, in the order of the list. */
  readonly before?: string | undefined;
}

/** A page, and the ids that what precedes and what follows it is read from. */
export interface LogPage {
  readonly sayings: readonly Saying[];
  /** What precedes it precedes this id. */
  readonly start: string;
  /** What follows it follows this id. */
  readonly end: string;
  /** Whether there is more in the direction of reading. */
  readonly hasMore: boolean;
}

/**
 * A page of a list in either direction. An empty one still says where to go on: what follows is read
 * on from where the reader stood, what precedes from the end of the list.
 * @param sayings by ascending id
 */
export function pageOf(
  sayings: readonly Saying[],
  order: 'asc' | 'desc',
  { size, after, before }: Position,
): LogPage {
  const list = order === 'asc' ? sayings : sayings.toReversed();
  const precedes = (a: string, b: string) => (order === 'asc' ? a < b : a > b);
  const [head, tail] = order === 'asc' ? [FIRST, LAST] : [LAST, FIRST];
  if (before !== undefined) {
    const preceding = list.filter(({ event }) => precedes(event.id, before));
    const page = preceding.slice(-size);
    return pageWith(page, { start: before, end: head }, preceding.length > page.length);
  }
  const following = list.filter(({ event }) => after === undefined || precedes(after, event.id));
  const page = following.slice(0, size);
  return pageWith(page, { start: tail, end: after ?? head }, following.length > page.length);
}

function pageWith(
  sayings: readonly Saying[],
  empty: { readonly start: string; readonly end: string },
  hasMore: boolean,
): LogPage {
  const start = sayings.at(0)?.event.id ?? empty.start;
  return { sayings, start, end: sayings.at(-1)?.event.id ?? empty.end, hasMore };
}
