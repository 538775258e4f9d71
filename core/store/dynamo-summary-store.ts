import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { mapConcurrently } from '../runtime/batches.ts';
import { attempt, READ_TIMEOUT, WRITE_TIMEOUT } from './attempts.ts';
import type { TableSettings } from './dynamo-table.ts';
import {
  conversationPartition,
  customerPartition,
  type ShardPlan,
  SUMMARY_KEY,
  ticketPartition,
} from './keys.ts';
import { itemOfSummary, summaryOfItem } from './summary-item.ts';
import type { ConversationLinks, StoredSummary, SummaryStore } from './summary-store.ts';

const CONFLICT = 'ConditionalCheckFailedException';

/** Links written at once. */
const CONCURRENT_LINKS = 8;

/** Summaries as items of the table (summary-item.ts). */
export class DynamoSummaryStore implements SummaryStore {
  readonly #table: TableSettings;
  readonly #shards: ShardPlan;

  constructor(table: TableSettings) {
    this.#table = table;
    this.#shards = table.shards;
  }

  async summary(tenantId: string, conversationId: string): Promise<StoredSummary | null> {
    const { client, tableName } = this.#table;
    const Key = { pk: conversationPartition(tenantId, conversationId), sk: SUMMARY_KEY };
    const input = { TableName: tableName, Key, ConsistentRead: true };
    const { Item } = await attempt(READ_TIMEOUT, (abortSignal) => {
      return client.send(new GetCommand(input), { abortSignal });
    });
    return Item ? summaryOfItem(Item) : null;
  }

  async putSummary(summary: StoredSummary): Promise<boolean> {
    const before = summary.version - 1;
    const condition =
      before === 0
        ? { ConditionExpression: 'attribute_not_exists(pk)' }
        : {
            ConditionExpression: '#v = :before',
            ExpressionAttributeNames: { '#v': 'version' },
            ExpressionAttributeValues: { ':before': before },
          };
    try {
      await this.#put(itemOfSummary(summary, this.#shards), condition, [CONFLICT]);
      return true;
    } catch (error) {
      if (error instanceof Error && error.name === CONFLICT) return false;
      throw error;
    }
  }

  async addLinks(
    tenantId: string,
    conversationId: string,
    { customers, tickets }: ConversationLinks,
  ): Promise<void> {
    const items = [
      ...customers.map((id) => ({ pk: customerPartition(tenantId, id), sk: conversationId })),
      ...tickets.map((ticket) => {
        return { pk: ticketPartition(tenantId, ticket.ticketId), sk: ticket.conversationId };
      }),
    ];
    await mapConcurrently(items, CONCURRENT_LINKS, (item) => this.#put(item));
  }

  async #put(
    Item: Record<string, unknown>,
    condition: object = {},
    meaningful: readonly string[] = [],
  ): Promise<void> {
    const { client, tableName, writeTimeout = WRITE_TIMEOUT } = this.#table;
    const input = { TableName: tableName, Item, ...condition };
    const put = (abortSignal: AbortSignal) => client.send(new PutCommand(input), { abortSignal });
    await attempt(writeTimeout, put, meaningful);
  }
}
