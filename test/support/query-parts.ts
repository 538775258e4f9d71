import { RateBudget } from '../../core/runtime/rate-budget.ts';
import type { TicketConversations } from '../../core/store/ticket-conversations.ts';
import { keptLog } from './logs.ts';

/** A budget that nobody spends, for tests that are about something else. */
export function ampleBudget(): RateBudget {
  return new RateBudget({
    counter: { add: async (_tenantId, _keyId, _window, requests) => requests },
    limit: 1_000_000_000,
    log: keptLog().log,
    now: () => 0,
  });
}

/** No ticket is known, for tests that are about something else. */
export const noTickets: TicketConversations = { conversationsOf: async () => [] };

/** What a test of other routes does not use: it fails when it does. */
export const unusedParts = {
  conversations: unused(),
  rollups: unused(),
  identity: unused(),
  feed: unused(),
  now: () => 0,
};

function unused(): never {
  return new Proxy(() => {}, {
    get: () => {
      throw new Error('not expected to be used');
    },
  }) as never;
}
