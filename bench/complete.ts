import { completeEvent } from '../core/events/draft.ts';
import { prepareEvent } from '../core/store/item.ts';
import { exampleDrafts } from './example-events.ts';
import { compareWith, spreadNote } from './measure.ts';
import type { Effort, Row } from './row.ts';

export const name = 'complete';

/**
 * What ingest itself does to each event between the adapter and the table (ids, schema, canonical
 * JSON), over the events of all examples, as a multiple of JSON.stringify of the events.
 */
export async function run(effort: Effort): Promise<readonly Row[]> {
  const drafts = await exampleDrafts();
  const complete = () =>
    drafts.map(({ draft, occurredAt, context }) => completeEvent(draft, occurredAt, context));
  const completed = complete();
  const works = { complete, prepare: () => completed.map((each) => prepareEvent(each)) };
  const floor = () => completed.map(({ event }) => JSON.stringify(event));
  const costs = await compareWith(floor, works, effort);
  const note = ({ microseconds, ratio }: (typeof costs)['complete']) =>
    `${spreadNote(ratio)}, ${(microseconds / drafts.length).toFixed(1)} us an event of ${drafts.length}`;
  return [
    {
      name: 'ids and schema of an event',
      value: costs.complete.ratio.median,
      unit: 'x',
      note: note(costs.complete),
    },
    {
      name: 'stored form of an event',
      value: costs.prepare.ratio.median,
      unit: 'x',
      note: note(costs.prepare),
    },
  ];
}
