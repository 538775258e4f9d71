/** One figure of a bench. */
export interface Row {
  readonly name: string;
  readonly value: number;
  /** `x` for a multiple of what the note names, `ms`, `bytes`, `per s`... */
  readonly unit: string;
  readonly goal?: Goal | undefined;
  /** The spread, and what the figure is made of. */
  readonly note?: string | undefined;
}

/** What a figure should be. */
export type Goal = `${'<=' | '>='} ${number}`;

/** How much to measure: `smoke` is enough to see that a bench still runs, and its figures say nothing. */
export type Effort = 'full' | 'smoke';

/** A file of this folder that measures something. */
export interface Bench {
  readonly name: string;
  run(effort: Effort): Promise<readonly Row[]>;
}

/** Whether a figure is as it should be; `null` without a goal. */
export function meetsGoal({ value, goal }: Row): boolean | null {
  if (goal === undefined) return null;
  const limit = Number(goal.slice(3));
  return goal.startsWith('<=') ? value <= limit : value >= limit;
}
