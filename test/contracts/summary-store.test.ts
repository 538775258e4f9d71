import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MessageIds } from '../../core/store/message-ids.ts';
import { foldEvent } from '../../core/store/summary-fold.ts';
import { FOLD_RULES } from '../../core/store/summary-item.ts';
import type { IdleWatch, IdleWatches, StoredSummary } from '../../core/store/summary-store.ts';
import { completed, draftOf } from '../support/events.ts';
import { openTestTable, type TestTable } from '../support/local-store.ts';

const START = Date.UTC(2026, 10, 1);

let table: TestTable;
beforeAll(async () => {
  table = await openTestTable();
});
afterAll(() => table.stop());

/** Each test works in a tenant of its own. */
let tenants = 0;
const newTenant = () => `s${tenants++}`;

function summaryOf(tenantId: string, version: number): StoredSummary {
  const { event } = completed(draftOf('MessageReceived', { occurredAt: START }), tenantId);
  const folded = foldEvent(null, { event, derived: true, repeats: false });
  const messages = MessageIds.none();
  messages.add('received', 'm1');
  return { ...folded, messages: messages.stored, version, rules: FOLD_RULES };
}

describe.each([[[1]], [[4, 16]]])('a summary store with shards %j', (shards) => {
  it('gives back what was put, to its tenant alone', async () => {
    const { summaries } = table.summaryParts(shards);
    const summary = summaryOf(newTenant(), 1);
    const { tenant_id, conversation_id } = summary.summary;
    expect(await summaries.putSummary(summary)).toBe(true);
    expect(await summaries.summary(tenant_id, conversation_id)).toEqual(summary);
    expect(await summaries.summary(newTenant(), conversation_id)).toBeNull();
  });

  it('takes each version once, from whoever comes first', async () => {
    const { summaries } = table.summaryParts(shards);
    const tenant = newTenant();
    for (const version of [1, 2, 3]) {
      const puts = Array.from({ length: 20 }, () => {
        return summaries.putSummary(summaryOf(tenant, version));
      });
      expect((await Promise.all(puts)).filter((put) => put)).toHaveLength(1);
    }
    expect(await summaries.putSummary(summaryOf(tenant, 2))).toBe(false);
    expect(await summaries.putSummary(summaryOf(tenant, 5))).toBe(false);
  });
});

describe.each([[[1]], [[4, 16]]])('idle watches with shards %j', (shards) => {
  const watchesOf = (tenantId: string, count: number): IdleWatch[] => {
    return Array.from({ length: count }, (_, n) => ({
      tenantId,
      conversationId: `cnv_${String(n).padStart(24, '0')}`,
      due: START + (n % 10),
      setBy: 1,
    }));
  };
  const dueAt = async (watches: IdleWatches, now: number, tenantId: string) => {
    const due: IdleWatch[] = [];
    for (let shard = 0; shard < watches.shards; shard++) {
      for (let after: string | null = null; ; ) {
        const page = await watches.dueWatches(shard, now, after);
        due.push(...page.rows);
        if (page.next === null) break;
        after = page.next;
      }
    }
    return due.filter((watch) => watch.tenantId === tenantId);
  };

  it('come up when they are due, each once, over many pages', async () => {
    const { watches } = table.summaryParts(shards);
    const tenant = newTenant();
    const all = watchesOf(tenant, 250);
    for (const watch of all) await watches.setWatch(watch);
    const byId = (a: IdleWatch, b: IdleWatch) => (a.conversationId < b.conversationId ? -1 : 1);
    const due = await dueAt(watches, START + 4, tenant);
    expect(due.sort(byId)).toEqual(all.filter((watch) => watch.due <= START + 4));
    expect(await dueAt(watches, START - 1, tenant)).toEqual([]);
  });

  it('are moved and ended, unless they were set anew meanwhile', async () => {
    const { watches } = table.summaryParts(shards);
    const tenant = newTenant();
    const [watch] = watchesOf(tenant, 1);
    if (!watch) throw new Error('no watch');
    await watches.setWatch(watch);
    await watches.moveWatch(watch, START + 50);
    expect(await dueAt(watches, START + 49, tenant)).toEqual([]);
    const moved = { ...watch, due: START + 50 };
    expect(await dueAt(watches, START + 50, tenant)).toEqual([moved]);
    const anew = { ...moved, setBy: 2 };
    await watches.setWatch(anew);
    await watches.endWatch(moved);
    await watches.moveWatch(moved, START + 90);
    expect(await dueAt(watches, START + 50, tenant)).toEqual([anew]);
    await watches.endWatch(anew);
    expect(await dueAt(watches, START + 100, tenant)).toEqual([]);
  });
});
