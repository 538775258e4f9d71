import { describe, expect, it } from '@jest/globals';
import { timeOfId } from '../../../core/events/event-id.ts';
import { arrivedEvent, placeEvent } from '../../../core/store/item.ts';
import { ShardPlan } from '../../../core/store/keys.ts';
import { type Arrival, watchArrivals } from '../../../lambdas/fanout/watch-arrivals.ts';
import { messageEvent } from '../../support/events.ts';
import { keptLog } from '../../support/logs.ts';

const HOLD_BACK = 10_000;
const NOW = Date.UTC(2026, 10, 20);

function arrivalOf(n: number, recordedAt: number, committedAt = recordedAt): Arrival {
  const item = placeEvent(messageEvent(`m${n}`, n), new ShardPlan([4]), recordedAt);
  return { ...arrivedEvent.parse(item), committedAt, sequence: String(n) };
}

/** A watch over an index that shows an event `lag` milliseconds after its arrival. */
function watchWith({ lag = 0, down = false, refused = [] as readonly string[] } = {}) {
  const clock = { now: NOW };
  const stamped: string[] = [];
  const state = { lag };
  const { log, lines } = keptLog();
  const index = {
    hidden: async <Event extends { readonly arrival: string }>(events: readonly Event[]) => {
      if (down) throw new TypeError('no index');
      return events.filter(({ arrival }) => timeOfId(arrival) + state.lag > clock.now);
    },
    restamp: async ({ sk }: { readonly sk: string }) => {
      if (refused.includes(sk)) throw new Error('no table');
      stamped.push(sk);
      return true;
    },
  };
  const pause = async (ms: number) => {
    clock.now += ms;
  };
  const watch = watchArrivals({ index, holdBack: HOLD_BACK, now: () => clock.now, pause }, log);
  return { watch, clock, stamped, state, lines };
}

describe('the watch over arrivals', () => {
  it.each([0, 300, 8_900])('leaves alone what the index shows after %i ms', async (lag) => {
    const { watch, clock, stamped, lines } = watchWith({ lag });
    expect(await watch([arrivalOf(1, NOW), arrivalOf(2, NOW - 50)])).toEqual([]);
    expect(stamped).toEqual([]);
    expect(lines).toEqual([]);
    expect(clock.now - NOW).toBeLessThanOrEqual(lag + 250);
  });

  it('stamps anew what the index does not show before the feed passes it, and tells', async () => {
    const { watch, clock, stamped, lines } = watchWith({ lag: 30_000 });
    const late = arrivalOf(1, NOW);
    expect(await watch([late])).toEqual([]);
    expect(stamped).toEqual([late.sk]);
    expect(clock.now - NOW).toBeLessThan(HOLD_BACK);
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      level: 'error',
      code: 'arrival_restamped',
      events: 1,
      hidden: 1,
    });
  });

  it('stamps anew what was committed more than half the hold-back after it says', async () => {
    const { watch, stamped } = watchWith();
    const late = arrivalOf(1, NOW - 7_000, NOW);
    await watch([late, arrivalOf(2, NOW - 5_000, NOW)]);
    expect(stamped).toEqual([late.sk]);
  });

  it('trusts an index that never lagged, however late it looks', async () => {
    const { watch, stamped } = watchWith();
    await watch([arrivalOf(1, NOW - 60_000)]);
    expect(stamped).toEqual([]);
  });

  it('does not trust one that lagged with what it looks at too late', async () => {
    const { watch, clock, stamped, state } = watchWith({ lag: 30_000 });
    await watch([arrivalOf(1, NOW)]);
    state.lag = 0;
    const unknown = arrivalOf(2, clock.now - HOLD_BACK);
    await watch([unknown]);
    expect(stamped).toContain(unknown.sk);
    clock.now += 3 * HOLD_BACK;
    await watch([arrivalOf(3, clock.now - HOLD_BACK)]);
    expect(stamped).toHaveLength(2);
  });

  it('gives back what it could not see to', async () => {
    const [first, second] = [arrivalOf(1, NOW), arrivalOf(2, NOW)];
    const blind = watchWith({ down: true });
    expect(await blind.watch([first, second])).toEqual(['1', '2']);
    expect(blind.lines[0]).toContain('arrivals_unwatched');
    const half = watchWith({ lag: 30_000, refused: [first.sk] });
    expect(await half.watch([first, second])).toEqual(['1']);
    expect(half.stamped).toEqual([second.sk]);
  });
});
