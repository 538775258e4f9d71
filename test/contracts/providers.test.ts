import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it, jest } from '@jest/globals';
import * as fc from 'fast-check';
import { LogError } from '../../core/events/errors.ts';
import { adapterNames } from '../../core/providers/registry.ts';
import { mutatedBody } from './providers/fuzzed-bodies.ts';
import { groupingContract } from './providers/grouping-contract.ts';
import { RETELLINGS } from './providers/retellings.ts';
import { signatureContract } from './providers/signature-contract.ts';
import {
  draftsOf,
  eventsOf,
  folderOf,
  idsOf,
  type Subject,
  subjectOf,
} from './providers/subject.ts';

/** `UPDATE_GOLDEN_IDS=1 npm test -- providers` writes ids for new examples; it never changes one. */
const updating = process.env.UPDATE_GOLDEN_IDS === '1';
/** `npm run fuzz` does it for longer. */
const runs = Number(process.env.FUZZ_RUNS ?? 2000);

const goldenOf = (provider: string) =>
  new URL(`../fixtures/golden-ids/${provider}.json`, import.meta.url);

describe.each(adapterNames())('the adapter of %s', (name) => {
  const subject = subjectOf(name);
  const { adapter, examples } = subject;

  it('is named as its folder, has a README that says what to click, and examples', () => {
    expect(adapter.provider).toBe(name);
    const readme = readFileSync(new URL('README.md', folderOf(name)), 'utf8');
    expect(readme).toMatch(/^## Register the webhook\n[\s\S]*\{webhook_url\}/m);
    expect(examples.length).toBeGreaterThan(0);
  });

  it.each(examples)('makes valid events of $name, at least one of each provider event', (one) => {
    for (const drafts of draftsOf(adapter, one.body)) expect(drafts.length).toBeGreaterThan(0);
    expect(eventsOf(adapter, one.body).length).toBeGreaterThan(0);
  });

  it('gives the same events in any delivery', () => {
    for (const { body } of examples) {
      const [first, again] = [eventsOf(adapter, body, 'dlv_1'), eventsOf(adapter, body, 'dlv_2')];
      const undelivered = (event: (typeof first)[number]) => {
        return { ...event, origin: { ...event.origin, delivery_id: '' } };
      };
      expect(again.map(undelivered)).toEqual(first.map(undelivered));
    }
  });

  it('is pure: reads no clock and draws no lots', () => {
    expect(impureCallsOf(() => new Date())).toEqual(['new Date()']);
    expect(impureCallsOf(() => examples.map(({ body }) => draftsOf(adapter, body)))).toEqual([]);
  });

  it('gives every event of the examples an id of its own', () => {
    const ids = examples.flatMap(({ body }) => eventsOf(adapter, body).map(({ id }) => id));
    const facts = examples.flatMap(({ body }) => {
      const drafts = draftsOf(adapter, body).flat();
      return drafts.map(({ fact }) => `${fact.key} ${fact.part}`);
    });
    expect(new Set(ids).size).toBe(new Set(facts).size);
  });

  it('keeps the ids that version 1 gave', () => keepsGoldenIds(subject));

  groupingContract(subject);

  for (const { name: way, examples: names, again } of RETELLINGS[name] ?? []) {
    it(`gives the same ids to what it tells as: ${way}`, () => {
      const bodies = names.map((file) => {
        const example = examples.find((one) => one.name === file);
        if (!example) throw new Error(`no example ${file}`);
        return example.body;
      });
      const retold = again(...bodies);
      expect(Buffer.concat(retold).equals(Buffer.concat(bodies))).toBe(false);
      expect(new Set(idsOf(adapter, ...retold))).toEqual(new Set(idsOf(adapter, ...bodies)));
    });
  }

  signatureContract(subject);

  it('makes valid events or a coded error of anything', () => fuzz(subject), 30_000 + runs * 20);
});

function keepsGoldenIds({ adapter, examples }: Subject): void {
  const ids = Object.fromEntries(
    examples.map(({ name, body }) => {
      const events = eventsOf(adapter, body);
      return [name, events.map((event) => `${event.id} ${event.conversation_id} ${event.type}`)];
    }),
  );
  const file = goldenOf(adapter.provider);
  const golden = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  if (updating) writeFileSync(file, `${JSON.stringify({ ...ids, ...golden }, null, 2)}\n`);
  else expect(ids).toEqual(golden);
  for (const [example, expected] of Object.entries(golden)) expect(ids[example]).toEqual(expected);
}

/** What was asked for time or chance while `run` ran. */
function impureCallsOf(run: () => unknown): readonly string[] {
  const calls: string[] = [];
  const RealDate = Date;
  const spies = [
    jest.spyOn(Date, 'now').mockImplementation(() => calls.push('Date.now')),
    jest.spyOn(Math, 'random').mockImplementation(() => calls.push('Math.random')),
    jest.spyOn(performance, 'now').mockImplementation(() => calls.push('performance.now')),
  ];
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, given, asked) => {
      if (given.length === 0) calls.push('new Date()');
      return Reflect.construct(target, given, asked);
    },
  });
  try {
    run();
  } finally {
    globalThis.Date = RealDate;
    for (const spy of spies) spy.mockRestore();
  }
  return calls;
}

/** An adapter that makes an event which the schema refuses (`invalid_event`) is wrong itself. */
const CODES = ['unreadable_delivery', 'unreadable_event', 'invalid_time'];

function fuzz({ adapter, examples }: Subject): void {
  const bodies = fc.oneof(...examples.map(({ body }) => mutatedBody(body)));
  const anything = fc.jsonValue().map((value) => JSON.stringify(value));
  const some = fc.oneof({ weight: 4, arbitrary: bodies }, { weight: 1, arbitrary: anything });
  fc.assert(
    fc.property(some, (body) => {
      try {
        for (const event of eventsOf(adapter, Buffer.from(body)))
          expect(event.schema_version).toBe(1);
      } catch (error) {
        if (!(error instanceof LogError)) throw error;
        expect(CODES).toContain(error.code);
      }
    }),
    { numRuns: runs },
  );
}
