import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { completeEvent } from '../../core/events/draft.ts';
import { LogError } from '../../core/events/errors.ts';
import type { ProviderAdapter } from '../../core/providers/adapter.ts';
import { adapterFor, adapterNames } from '../../core/providers/registry.ts';
import { exampleRequest } from '../../local/commands/examples.ts';
import { testIdentity } from '../support/events.ts';

/** `UPDATE_GOLDEN_IDS=1 npm test -- providers` writes ids for new examples; it never changes one. */
const updating = process.env.UPDATE_GOLDEN_IDS === '1';
const NOW = Date.UTC(2026, 10, 23, 12);

const folderOf = (provider: string) =>
  new URL(`../../core/providers/${provider}/`, import.meta.url);
const goldenOf = (provider: string) =>
  new URL(`../fixtures/golden-ids/${provider}.json`, import.meta.url);

interface Example {
  readonly name: string;
  readonly body: Buffer;
}

function examples(provider: string): readonly Example[] {
  const folder = new URL('examples/', folderOf(provider));
  const names = readdirSync(folder).sort();
  return names.map((name) => ({ name, body: readFileSync(new URL(name, folder)) }));
}

function draftsOf(adapter: ProviderAdapter, body: Buffer) {
  const request = exampleRequest(adapter, 'src', body);
  return adapter.read(request).map((event) => adapter.normalize(event, {}));
}

function eventsOf(adapter: ProviderAdapter, body: Buffer, deliveryId = 'dlv_1') {
  const { provider } = adapter;
  const context = {
    tenantId: 'acme',
    sourceId: 'src',
    provider,
    deliveryId,
    identity: testIdentity,
  };
  return draftsOf(adapter, body)
    .flat()
    .map((draft) => completeEvent(draft, draft.occurredAt ?? NOW, context).event);
}

function signed(adapter: ProviderAdapter, body: Buffer, secret = 'right') {
  const request = exampleRequest(adapter, 'src', body);
  return { ...request, headers: { ...request.headers, ...adapter.sign(request, secret, NOW) } };
}

describe.each(adapterNames())('the adapter of %s', (name) => {
  const adapter = adapterFor(name);
  if (!adapter) throw new Error(`no adapter ${name}`);
  const all = examples(name);

  it('is named as its folder, has a README that says what to click, and examples', () => {
    expect(adapter.provider).toBe(name);
    const readme = readFileSync(new URL('README.md', folderOf(name)), 'utf8');
    expect(readme).toMatch(/^## Register the webhook\n[\s\S]*\{webhook_url\}/m);
    expect(all.length).toBeGreaterThan(0);
  });

  it.each(all)('makes valid events of $name, at least one of each provider event', ({ body }) => {
    for (const drafts of draftsOf(adapter, body)) expect(drafts.length).toBeGreaterThan(0);
    expect(eventsOf(adapter, body).length).toBeGreaterThan(0);
  });

  it.each(all)('is pure: $name gives the same events in any delivery', ({ body }) => {
    const [first, again] = [eventsOf(adapter, body, 'dlv_1'), eventsOf(adapter, body, 'dlv_2')];
    const undelivered = (event: (typeof first)[number]) => {
      return { ...event, origin: { ...event.origin, delivery_id: '' } };
    };
    expect(again.map(undelivered)).toEqual(first.map(undelivered));
  });

  it('gives every event of the examples an id of its own', () => {
    const ids = all.flatMap(({ body }) => eventsOf(adapter, body).map(({ id }) => id));
    const facts = all.flatMap(({ body }) => {
      return draftsOf(adapter, body)
        .flat()
        .map(({ fact }) => `${fact.key} ${fact.part}`);
    });
    expect(new Set(ids).size).toBe(new Set(facts).size);
  });

  it('keeps the ids that version 1 gave', () => {
    const ids = Object.fromEntries(
      all.map(({ name: example, body }) => [
        example,
        eventsOf(adapter, body).map(
          ({ id, conversation_id, type }) => `${id} ${conversation_id} ${type}`,
        ),
      ]),
    );
    const file = goldenOf(name);
    const golden = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
    if (updating) writeFileSync(file, `${JSON.stringify({ ...ids, ...golden }, null, 2)}\n`);
    else expect(ids).toEqual(golden);
    for (const [example, expected] of Object.entries(golden))
      expect(ids[example]).toEqual(expected);
  });

  it('verifies what is signed with any live secret, and nothing else', () => {
    const body = all[0]?.body ?? Buffer.of();
    const request = signed(adapter, body);
    const verify = (secrets: string[]) => adapter.verify(request, { secrets }, NOW);
    expect(verify(['right'])).toBe(true);
    expect(verify(['new', 'right'])).toBe(true);
    expect(verify(['wrong'])).toBe(false);
    expect(verify([])).toBe(false);
    const unsigned = exampleRequest(adapter, 'src', body);
    expect(adapter.verify(unsigned, { secrets: ['right'] }, NOW)).toBe(false);
  });

  it('does not look at the body before its signature fits', () => {
    const request = { ...signed(adapter, Buffer.from('{"not json')), body: Buffer.from('{"other') };
    expect(() => adapter.verify(request, { secrets: ['right'] }, NOW)).not.toThrow();
  });

  it('makes valid events or a coded error of anything', () => {
    const bodies = all.map(({ body }) => mutatedBody(body));
    const anything = fc.jsonValue().map((value) => JSON.stringify(value));
    fc.assert(
      fc.property(
        fc.oneof({ weight: 4, arbitrary: fc.oneof(...bodies) }, { weight: 1, arbitrary: anything }),
        (body) => {
          try {
            for (const event of eventsOf(adapter, Buffer.from(body))) {
              expect(event.schema_version).toBe(1);
            }
          } catch (error) {
            if (!(error instanceof LogError)) throw error;
            expect([
              'unreadable_delivery',
              'unreadable_event',
              'invalid_time',
              'invalid_event',
            ]).toContain(error.code);
          }
        },
      ),
      { numRuns: Number(process.env.FUZZ_RUNS ?? 2000) },
    );
  });
});

/** A body with one part of its JSON, or one parameter of its form, mutated. */
function mutatedBody(body: Buffer): fc.Arbitrary<string> {
  const value = parsed(body);
  if (value !== undefined) return mutated(value).map((changed) => JSON.stringify(changed) ?? '');
  const form = Object.fromEntries(new URLSearchParams(body.toString('utf8').trimEnd()));
  return mutated(form).map(formText);
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** A form of the values, a list as a repeated parameter; what is no form is the body's text. */
function formText(value: unknown): string {
  if (value === null || typeof value !== 'object') return String(value);
  const pairs = Object.entries(value).flatMap(([name, one]) => {
    return [one].flat().map((each) => `${encode(name)}=${encode(each)}`);
  });
  return pairs.join('&');
}

function encode(value: unknown): string {
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return encodeURIComponent(text.toWellFormed());
}

/** A JSON value with one of its parts replaced, removed or doubled. */
function mutated(value: unknown): fc.Arbitrary<unknown> {
  const paths = pathsIn(value);
  const junk = fc.oneof(
    fc.jsonValue({ maxDepth: 1 }),
    fc.constantFrom(
      undefined,
      null,
      '',
      0,
      -1,
      1e308,
      [],
      {},
      'x'.repeat(50),
      '\u0000',
      '__proto__',
    ),
  );
  return fc
    .tuple(fc.constantFrom(...paths), junk)
    .map(([path, replacement]) => replaced(value, path, replacement));
}

function pathsIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (value === null || typeof value !== 'object') return [path];
  return [path, ...Object.entries(value).flatMap(([key, part]) => pathsIn(part, [...path, key]))];
}

function replaced(value: unknown, path: readonly string[], replacement: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return replacement;
  if (Array.isArray(value))
    return value.map((part, i) => (String(i) === key ? replaced(part, rest, replacement) : part));
  if (value === null || typeof value !== 'object') return value;
  return { ...value, [key]: replaced(Reflect.get(value, key), rest, replacement) };
}
