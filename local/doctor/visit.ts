import { LogError } from '../../core/events/errors.ts';
import { errorName } from '../../core/runtime/log.ts';
import { awsTrouble } from '../deployment/aws-trouble.ts';
import type { Deployment, Place } from '../deployment/deployment.ts';

/** What a visit needs of the world. */
export interface World {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Waits; resolves at once when the doctor was told to stop. */
  readonly pause: (milliseconds: number) => Promise<void>;
  /** Whether the doctor was told to stop. */
  readonly stopped: () => boolean;
}

/** A temporary source with the secret that its test events are signed with. */
export interface TestSource {
  readonly id: string;
  readonly secret: string;
}

/** A visit to a deployment: what earlier hops made for later ones, and what is to be removed. */
export interface Visit extends World {
  readonly deployment: Deployment;
  /** Names everything temporary: `doctor-` and 8 characters. */
  readonly run: string;
  /** The version that the API says it has. */
  version?: string;
  /** The temporary API key. */
  apiKey?: string;
  /** The temporary source, which sends the test events. */
  source?: TestSource;
  /** The test event, once it was answered 200. */
  sent?: { readonly id: string; readonly time: string; readonly body: Buffer };
  /** The same in the log. */
  logged?: { readonly id: string; readonly conversation_id: string };
  /** What is to be removed at the end, the newest first. */
  readonly temporary: { readonly what: string; readonly remove: () => Promise<unknown> }[];
}

/** One hop of an event's way, checked. */
export interface Hop {
  readonly name: string;
  /** What to do when it fails. */
  readonly advice: Readonly<Record<Place, string>>;
  /**
   * Checks it and says what was seen, in a few words.
   * @throws Trouble, or any error: the hop failed; NotTried: it rests on a hop that failed
   */
  readonly check: (visit: Visit) => Promise<string>;
}

/** What is wrong with a hop. */
export class Trouble extends Error {}

/** A hop rests on what an earlier one did not make. */
export class NotTried extends Error {}

/** What an earlier hop made. */
export function made<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new NotTried(`there is no ${what} to go on with`);
  return value;
}

/**
 * Looks every half second until there is something to see.
 * @returns what was seen; `null` when the seconds are over or the doctor was told to stop
 */
export async function within<Seen>(
  seconds: number,
  { now, pause, stopped }: World,
  look: () => Promise<Seen | null>,
): Promise<Seen | null> {
  const end = now() + seconds * 1000;
  for (;;) {
    const seen = await look();
    if (seen !== null || now() >= end || stopped()) return seen;
    await pause(500);
  }
}

/**
 * Tries the hops in order, then removes everything temporary, whatever failed.
 * @param print takes a line for each hop, and for each thing that could not be removed
 * @returns whether all is well
 */
export async function examine(
  hops: readonly Hop[],
  visit: Visit,
  print: (line: string) => void,
): Promise<boolean> {
  let well = true;
  for (const hop of hops) {
    const { line, good } = visit.stopped() ? skipped(hop, 'stopped') : await tried(hop, visit);
    print(line);
    well &&= good;
  }
  for (const { what, remove } of visit.temporary.splice(0).reverse()) {
    try {
      await remove();
    } catch (error) {
      print(lineOf('FAILED', 'clean up', `${what} is still there: ${textOf(error)}. Remove it.`));
      well = false;
    }
  }
  return well;
}

/** A line of the report. */
export function lineOf(status: 'ok' | 'FAILED' | 'skipped', hop: string, text: string): string {
  return `${status.padEnd(8)} ${hop.padEnd(10)} ${text}`;
}

/** An error for the operator: what it says, and why where that is known. */
export function textOf(error: unknown): string {
  if (!(error instanceof Error)) return errorName(error);
  const text = error.message.replace(/\.$/, '');
  const { cause } = error;
  return cause instanceof Error ? `${text} (${cause.message})` : text;
}

async function tried(hop: Hop, visit: Visit) {
  try {
    return { good: true, line: lineOf('ok', hop.name, await hop.check(visit)) };
  } catch (error) {
    if (error instanceof NotTried) return skipped(hop, error.message);
    return { good: false, line: lineOf('FAILED', hop.name, diagnosis(error, hop, visit)) };
  }
}

/** What AWS itself refuses says what to do; anything else is followed by the hop's advice. */
function diagnosis(error: unknown, { advice }: Hop, { deployment: { place } }: Visit): string {
  const known = error instanceof Trouble || place === 'machine' ? error : awsTrouble(error);
  if (known instanceof LogError && known.code === 'aws_unavailable') return known.message;
  return `${textOf(known)}. ${advice[place]}`;
}

function skipped(hop: Hop, why: string) {
  return { good: false, line: lineOf('skipped', hop.name, why) };
}
