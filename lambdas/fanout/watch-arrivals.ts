import { timeOfId } from '../../core/events/event-id.ts';
import { mapConcurrently } from '../../core/runtime/batches.ts';
import { errorName, type Log } from '../../core/runtime/log.ts';
import type { ArrivalIndex } from '../../core/store/arrival-index.ts';
import type { ArrivedEvent } from '../../core/store/item.ts';

/** Share of the hold-back after which a commit is late: what is left is the index's. */
const COMMIT_SHARE = 0.5;
/** Share of the hold-back by which the index must have shown an event: the rest is for clocks. */
const INDEX_SHARE = 0.9;
/** Hold-backs for which an index that lagged once is not trusted. */
const DISTRUST = 2;

const LONGEST_PAUSE = 250;
const CONCURRENT_STAMPS = 8;

/** An event that took its place in the order of arrival. */
export interface Arrival extends ArrivedEvent {
  /** When the table committed it, in milliseconds since 1970; DynamoDB tells the second. */
  readonly committedAt: number;
  readonly sequence: string;
}

export interface ArrivalWatch {
  readonly index: ArrivalIndex;
  /** Milliseconds after its arrival at which the feed issues an event. */
  readonly holdBack: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly pause: (ms: number) => Promise<void>;
}

/**
 * Sees to it that the feed skips nothing (docs/feed.md). An event must be in the index by arrival
 * before the feed passes its place. One that was committed too late for that, or that the index does
 * not show in time, is stamped anew, so that the feed issues it after all. While the index lags, events
 * that are looked at only after their time are stamped too: nobody knows when they appeared.
 * @returns watches the arrivals of a batch; gives the sequence numbers of those it could not see to
 */
export function watchArrivals(watch: ArrivalWatch, log: Log) {
  let laggedAt = Number.NEGATIVE_INFINITY;
  return async (arrivals: readonly Arrival[]): Promise<readonly string[]> => {
    if (arrivals.length === 0) return [];
    const { holdBack, now } = watch;
    const isLate = (arrival: Arrival) => {
      return arrival.committedAt - timeOfId(arrival.arrival) > holdBack * COMMIT_SHARE;
    };
    const committedLate = arrivals.filter(isLate);
    const inTime = arrivals.filter((arrival) => !isLate(arrival));
    const unseen = inTime.filter((arrival) => now() > deadlineOf(arrival, watch));
    try {
      const hidden = await hiddenInTheEnd(inTime, watch);
      if (hidden.length > 0) laggedAt = now();
      const distrusted = now() - laggedAt <= DISTRUST * holdBack ? unseen : [];
      const late = new Set([...committedLate, ...hidden, ...distrusted]);
      return await restamp([...late], hidden.length, watch, log);
    } catch (error) {
      log.error('arrivals_unwatched', { error: errorName(error), events: arrivals.length });
      return arrivals.map(({ sequence }) => sequence);
    }
  };
}

/** When the index must have shown an event at the latest, in milliseconds since 1970. */
function deadlineOf({ arrival }: Arrival, { holdBack }: ArrivalWatch): number {
  return timeOfId(arrival) + holdBack * INDEX_SHARE;
}

/** The arrivals that the index does not show by their deadline. */
async function hiddenInTheEnd(
  arrivals: readonly Arrival[],
  watch: ArrivalWatch,
): Promise<readonly Arrival[]> {
  const overdue: Arrival[] = [];
  for (let open = arrivals; open.length > 0; ) {
    const lookedAt = watch.now();
    const hidden = await watch.index.hidden(open);
    overdue.push(...hidden.filter((arrival) => deadlineOf(arrival, watch) <= lookedAt));
    open = hidden.filter((arrival) => deadlineOf(arrival, watch) > lookedAt);
    const next = Math.min(...open.map((arrival) => deadlineOf(arrival, watch)));
    const rest = Math.max(1, next - watch.now());
    if (open.length > 0) await watch.pause(Math.min(rest, LONGEST_PAUSE));
  }
  return overdue;
}

async function restamp(
  late: readonly Arrival[],
  hidden: number,
  { index }: ArrivalWatch,
  log: Log,
): Promise<readonly string[]> {
  const failed: string[] = [];
  let stamped = 0;
  await mapConcurrently(late, CONCURRENT_STAMPS, async (arrival) => {
    try {
      if (await index.restamp(arrival)) stamped++;
    } catch {
      failed.push(arrival.sequence);
    }
  });
  if (stamped > 0) log.error('arrival_restamped', { events: stamped, hidden });
  if (failed.length > 0) log.error('arrivals_unwatched', { events: failed.length });
  return failed;
}
