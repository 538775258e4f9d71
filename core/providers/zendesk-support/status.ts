type Status = 'open' | 'pending' | 'closed';

const STATUSES: ReadonlyMap<string, Status> = new Map([
  ['new', 'open'],
  ['open', 'open'],
  ['pending', 'pending'],
  ['hold', 'pending'],
  ['solved', 'closed'],
  ['closed', 'closed'],
  ['deleted', 'closed'],
  ['archived', 'closed'],
  ['scrubbed', 'closed'],
]);

/** The log's word for a status of a ticket, in small letters. */
export function statusOf(word: string | undefined): Status | undefined {
  return word === undefined ? undefined : STATUSES.get(word);
}
