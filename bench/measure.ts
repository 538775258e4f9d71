import type { Effort } from './row.ts';

interface Plan {
  /** Odd, so that the median is a round that was measured. */
  readonly rounds: number;
  /** How long a batch of calls should take, in microseconds: some rounds of garbage collection. */
  readonly batch: number;
  /** Calls before anything is measured, at most for so long (microseconds): steady state is meant. */
  readonly warmUpCalls: number;
  readonly warmUpTime: number;
}

const PLANS: Readonly<Record<Effort, Plan>> = {
  full: { rounds: 31, batch: 20_000, warmUpCalls: 20_000, warmUpTime: 6_000_000 },
  smoke: { rounds: 1, batch: 100, warmUpCalls: 100, warmUpTime: 1 },
};

/** Something to measure; what it gives is only looked at to await it. */
export type Work = () => unknown;

/** Median and quartiles of many rounds. */
export interface Spread {
  readonly median: number;
  readonly p25: number;
  readonly p75: number;
}

/** What a work costs: microseconds of CPU per call, and as a multiple of the baseline. */
export interface Cost {
  readonly microseconds: number;
  readonly ratio: Spread;
}

/**
 * Measures works against a baseline, steady state. Every round runs a batch of each, one after the
 * other, and ratios are taken within the round, so that what else the machine does hits both sides.
 * What counts is CPU time of this process, which leaves out the time that others had the core.
 */
export async function compareWith<Name extends string>(
  baseline: Work,
  works: Readonly<Record<Name, Work>>,
  effort: Effort,
): Promise<Readonly<Record<Name, Cost>>> {
  const plan = PLANS[effort];
  const names = Object.keys(works) as Name[];
  const base = await batchOf(baseline, plan);
  const batches = new Map<Name, Batch>();
  for (const name of names) batches.set(name, await batchOf(works[name], plan));
  const rounds: Record<Name, number>[] = [];
  const ratios: Record<Name, number>[] = [];
  for (let round = 0; round < plan.rounds; round++) {
    const floor = await base();
    const costs = {} as Record<Name, number>;
    for (const [name, batch] of batches) costs[name] = await batch();
    rounds.push(costs);
    ratios.push(mapped(costs, (cost) => cost / floor));
  }
  return mapped(works, (_work, name) => ({
    microseconds: spreadOf(rounds.map((costs) => costs[name])).median,
    ratio: spreadOf(ratios.map((each) => each[name])),
  }));
}

/** Median and quartiles of figures; of an even number of them, the upper ones. */
export function spreadOf(figures: readonly number[]): Spread {
  return {
    median: percentile(figures, 50),
    p25: percentile(figures, 25),
    p75: percentile(figures, 75),
  };
}

/** The figure that `percent` of all are below or equal to. */
export function percentile(figures: readonly number[], percent: number): number {
  const sorted = figures.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? NaN;
}

/** `p25-p75 1.02-1.07` */
export function spreadNote({ p25, p75 }: Spread): string {
  return `p25-p75 ${p25.toFixed(2)}-${p75.toFixed(2)}`;
}

/** Runs a batch of calls; gives microseconds of CPU per call. */
type Batch = () => Promise<number>;

async function batchOf(work: Work, plan: Plan): Promise<Batch> {
  const calls = await callsPerBatch(work, plan);
  return async () => (await cpuTimeOf(work, calls)) / calls;
}

/** Warms a work up, and counts the calls that fill a batch. */
async function callsPerBatch(
  work: Work,
  { batch, warmUpCalls, warmUpTime }: Plan,
): Promise<number> {
  let spent = 0;
  let last = 1;
  for (let calls = 0; calls < warmUpCalls && spent < warmUpTime; calls += 100) {
    last = await cpuTimeOf(work, 100);
    spent += last;
  }
  return Math.max(1, Math.round((batch * 100) / Math.max(last, 1)));
}

async function cpuTimeOf(work: Work, calls: number): Promise<number> {
  const before = process.cpuUsage();
  for (let call = 0; call < calls; call++) {
    const result = work();
    if (result instanceof Promise) await result;
  }
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

function mapped<Name extends string, Value, Result>(
  values: Readonly<Record<Name, Value>>,
  map: (value: Value, name: Name) => Result,
): Record<Name, Result> {
  const names = Object.keys(values) as Name[];
  return Object.fromEntries(names.map((name) => [name, map(values[name], name)])) as Record<
    Name,
    Result
  >;
}
