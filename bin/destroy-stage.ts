import { stackNames } from '../core/runtime/stage.ts';
import type { StageSettings } from '../lib/settings.ts';

/** What the removal of a stage does to the world. */
export interface Demolition {
  /** Asks a question on the terminal. */
  readonly ask: (question: string) => Promise<string>;
  readonly print: (line: string) => void;
  /** Removes one stack of the app, by its construct's id, without asking. @throws where that failed */
  readonly destroy: (stack: 'App' | 'Data') => Promise<void>;
  /** Deletes all objects of the stage's buckets, which CloudFormation only removes empty. */
  readonly emptyBuckets: () => Promise<void>;
}

/**
 * Removes a stage: its app stack, and of a disposable stage the data stack too. Everything else that
 * was ever logged stays, with the words how to be rid of it.
 * @param force whether to go on without asking
 */
export async function destroyStage(
  { stage, disposable }: Pick<StageSettings, 'stage' | 'disposable'>,
  force: boolean,
  { ask, print, destroy, emptyBuckets }: Demolition,
): Promise<void> {
  const { app, data } = stackNames(stage);
  print(`Removes ${app}: functions, HTTP API, alarms. Webhooks are answered no more.`);
  if (disposable) print(`Removes ${data} WITH ALL ITS DATA, since the stage is disposable.`);
  if (!force && (await ask(`Type ${stage} to go on: `)).trim() !== stage) {
    print('Nothing was removed.');
    return;
  }
  await destroy('App');
  if (disposable) {
    await emptyBuckets();
    await destroy('Data');
    return;
  }
  print(`
Kept: ${data}, with the event table, the keys, the raw deliveries, the lake, the bus and the queues.
npm run deploy -- --context stage=${stage} brings the stage back, on the same data, with another URL
unless it has a domain of its own.

To be rid of the data too, for ever:
  1. Set "disposable": true in config/${stage}.jsonc.
  2. npm run deploy -- --context stage=${stage}     (takes the protection off)
  3. npm run destroy -- --context stage=${stage}`);
}
