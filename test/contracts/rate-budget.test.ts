import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { RateBudget } from '../../core/runtime/rate-budget.ts';
import { openTestTable, type TestTable } from '../support/local-store.ts';
import { keptLog } from '../support/logs.ts';

const MINUTE = Date.UTC(2026, 10, 23, 9, 30);

let table: TestTable;
beforeAll(async () => {
  table = await openTestTable();
});
afterAll(() => table.stop());

/** Each test spends the budget of a key of its own. */
let keys = 0;
const newSpender = () => ({ tenantId: 'acme', keyId: `key${keys++}` });

/** Sandboxes over one counter and one clock. */
function sandboxes(count: number, limit: number) {
  const clock = { now: MINUTE };
  const { log, lines } = keptLog();
  const writes: number[] = [];
  const counter: TestTable['requests'] = {
    add: (tenantId, keyId, window, requests) => {
      writes.push(requests);
      return table.requests.add(tenantId, keyId, window, requests);
    },
  };
  const budgets = Array.from({ length: count }, () => {
    return new RateBudget({ counter, limit, log, now: () => clock.now });
  });
  return { budgets, clock, writes, lines };
}

describe('a request counter', () => {
  it('adds up, apart for each tenant, key and window', async () => {
    const { tenantId, keyId } = newSpender();
    const add = (tenant: string, key: string, window: number) =>
      table.requests.add(tenant, key, window, 3);
    expect(await add(tenantId, keyId, 60)).toBe(3);
    expect(await add(tenantId, keyId, 60)).toBe(6);
    expect(await add(tenantId, keyId, 120)).toBe(3);
    expect(await add('other', keyId, 60)).toBe(3);
    expect(await add(tenantId, `${keyId}x`, 60)).toBe(3);
  });

  it('loses nothing of what many add at once', async () => {
    const { tenantId, keyId } = newSpender();
    const adds = Array.from({ length: 50 }, () => table.requests.add(tenantId, keyId, 60, 2));
    const totals = await Promise.all(adds);
    expect(totals.sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => 2 * (i + 1)));
  });
});

describe('the budget of an API key', () => {
  it('is spent to the last request, then refused at no cost until the minute is over', async () => {
    const { budgets, clock, writes } = sandboxes(1, 40);
    const [budget] = budgets;
    const spender = newSpender();
    clock.now += 12_345;
    for (let n = 1; n <= 40; n++) {
      const left = { allowed: true, limit: 40, remaining: 40 - n, resetsIn: 48 };
      expect(await budget?.take(spender)).toEqual(left);
    }
    const spent = writes.length;
    expect(spent).toBeLessThanOrEqual(21);
    for (let n = 0; n < 100; n++) {
      expect(await budget?.take(spender)).toMatchObject({ allowed: false, remaining: 0 });
    }
    expect(writes.length).toBeLessThanOrEqual(spent + 1);
    clock.now = MINUTE + 60_000;
    expect(await budget?.take(spender)).toMatchObject({ allowed: true, resetsIn: 60 });
  });

  it('holds over sandboxes: all of it, and at most a batch less one more for each', async () => {
    const schedule = fc.array(fc.nat({ max: 3 }), { minLength: 400, maxLength: 400 });
    const sizes = fc.record({
      count: fc.integer({ min: 1, max: 4 }),
      limit: fc.constantFrom(1, 7, 40, 100),
    });
    await fc.assert(
      fc.asyncProperty(schedule, sizes, async (turns, { count, limit }) => {
        const { budgets } = sandboxes(count, limit);
        const spender = newSpender();
        let allowed = 0;
        for (const turn of turns) {
          const state = await budgets[turn % count]?.take(spender);
          if (state?.allowed) allowed++;
        }
        const batch = Math.max(1, Math.floor(limit / 20));
        expect(allowed).toBeGreaterThanOrEqual(limit);
        expect(allowed).toBeLessThanOrEqual(limit + count * (batch - 1));
      }),
      { numRuns: 12 },
    );
  }, 60_000);

  it('holds when a sandbox answers many at once', async () => {
    const { budgets } = sandboxes(2, 100);
    const spender = newSpender();
    const takes = Array.from({ length: 400 }, (_, i) => budgets[i % 2]?.take(spender));
    const allowed = (await Promise.all(takes)).filter((state) => state?.allowed).length;
    expect(allowed).toBeGreaterThanOrEqual(100);
    expect(allowed).toBeLessThanOrEqual(100 + 2 * 4);
  });

  it('costs one write for many requests', async () => {
    const { budgets, writes } = sandboxes(1, 600);
    const spender = newSpender();
    for (let n = 0; n < 600; n++) await budgets[0]?.take(spender);
    expect(writes.length).toBeLessThanOrEqual(21);
  });

  it('is each key’s own', async () => {
    const { budgets } = sandboxes(1, 1);
    const [one, two] = [newSpender(), newSpender()];
    expect(await budgets[0]?.take(one)).toMatchObject({ allowed: true });
    expect(await budgets[0]?.take(one)).toMatchObject({ allowed: false });
    expect(await budgets[0]?.take(two)).toMatchObject({ allowed: true });
    expect(await budgets[0]?.take({ ...one, tenantId: 'other' })).toMatchObject({ allowed: true });
  });

  it('goes by the sandbox’s own count while the shared one is down, and says so', async () => {
    const { log, lines } = keptLog();
    const stopped = await openTestTable();
    await stopped.stop();
    const budget = new RateBudget({ counter: stopped.requests, limit: 20, log, now: () => MINUTE });
    const spender = newSpender();
    const states = [];
    for (let n = 0; n < 25; n++) states.push(await budget.take(spender));
    expect(states.map(({ allowed }) => allowed)).toEqual(states.map((_, n) => n < 20));
    expect(lines.join()).toContain('"code":"rate_budget_unavailable","error":"LogError"');
    expect(lines.join()).not.toContain(spender.keyId);
  });
});
