import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { ShardPlan } from './keys.ts';

/** How a store finds the table. */
export interface TableSettings {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly shards: ShardPlan;
  /** Milliseconds that a write attempt may take; the default is that of attempts.ts. */
  readonly writeTimeout?: number;
}
