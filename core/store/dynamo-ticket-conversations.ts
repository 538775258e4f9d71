import * as z from 'zod';
import type { DynamoRecords } from './dynamo-records.ts';
import { ticketPartition } from './keys.ts';
import type { TicketConversations } from './ticket-conversations.ts';

const alias = z.object({ sk: z.string() });

/** The conversations of tickets as alias items, whose sort keys are the conversations' ids. */
export function dynamoTicketConversations(records: DynamoRecords): TicketConversations {
  return {
    conversationsOf: async (tenantId, ticketId) => {
      const items = await records.partition(ticketPartition(tenantId, ticketId));
      return items.map((item) => alias.parse(item).sk);
    },
  };
}
