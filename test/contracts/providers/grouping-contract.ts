import { expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { GROUPINGS, type Grouping } from './groupings.ts';
import { draftsOf, idsOf, jsonBody, jsonOf, type Subject } from './subject.ts';

/** What holds of every adapter's ids when events come in other deliveries than before. */
export function groupingContract({ adapter, examples }: Subject): void {
  const bodies = examples.map(({ body }) => body);
  const grouping = GROUPINGS[adapter.provider];
  if (!grouping) {
    it('has one event in a delivery', () => {
      for (const body of bodies) expect(draftsOf(adapter, body).length).toBeLessThanOrEqual(1);
    });
    return;
  }

  it('gives the events of a batch the ids that they have alone', () => {
    const batches = bodies.filter((body) => draftsOf(adapter, body).length > 1);
    expect(batches.length).toBeGreaterThan(0);
    for (const body of batches) {
      const single = singlesOf(grouping, body);
      expect(single.map((one) => draftsOf(adapter, one).length)).toEqual(single.map(() => 1));
      expect(idsOf(adapter, ...single)).toEqual(idsOf(adapter, body));
    }
  });

  it('gives events the same ids in whatever groups they come', () => {
    const singles = bodies.flatMap((body) => singlesOf(grouping, body));
    const ids = new Map(singles.map((body) => [body, idsOf(adapter, body)]));
    let joined = 0;
    const groups = fc.shuffledSubarray(singles, { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(groups, (group) => {
        for (const batch of batchesOf(grouping, group)) {
          if (batch.members.length > 1) joined++;
          const alone = batch.members.flatMap((body) => ids.get(body) ?? []).sort();
          expect(idsOf(adapter, batch.body)).toEqual(alone);
        }
      }),
      { numRuns: 50 },
    );
    expect(joined).toBeGreaterThan(0);
  });
}

/** The bodies of one event each; a form stays as it is. */
function singlesOf({ split }: Grouping, body: Buffer): readonly Buffer[] {
  const value = jsonOf(body);
  return value === undefined ? [body] : split(value).map(jsonBody);
}

interface Batch {
  readonly body: Buffer;
  readonly members: readonly Buffer[];
}

/** Puts bodies into as few deliveries as the provider would. */
function batchesOf({ join }: Grouping, bodies: readonly Buffer[]): readonly Batch[] {
  const batches: Batch[] = [];
  for (const body of bodies) {
    const at = batches.findIndex(({ members }) => joined(join, [...members, body]) !== null);
    const members = [...(batches[at]?.members ?? []), body];
    const batch = { members, body: joined(join, members) ?? body };
    if (at === -1) batches.push(batch);
    else batches[at] = batch;
  }
  return batches;
}

function joined(join: Grouping['join'], members: readonly Buffer[]): Buffer | null {
  const values = members.map(jsonOf);
  const body = values.includes(undefined) ? null : join(values);
  return body === null ? null : jsonBody(body);
}
