import {
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceNotFoundException,
} from '@aws-sdk/client-dynamodb';
import { TABLE } from '../core/store/table.ts';

/** Name of the table on one machine. */
export const TABLE_NAME = 'conversation-log';

/** Makes the table with its indexes unless it is there. */
export async function ensureTable(client: DynamoDBClient): Promise<void> {
  try {
    await client.send(new DescribeTableCommand({ TableName: TABLE_NAME }));
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
    await client.send(new CreateTableCommand(tableDefinition()));
  }
}

function tableDefinition() {
  const indexes = Object.values(TABLE.indexes);
  const keys = [TABLE, ...indexes].flatMap((index) => [index.partitionKey, index.sortKey]);
  return {
    TableName: TABLE_NAME,
    BillingMode: 'PAY_PER_REQUEST' as const,
    AttributeDefinitions: [...new Set(keys)].map((AttributeName) => {
      return { AttributeName, AttributeType: 'S' as const };
    }),
    KeySchema: keySchema(TABLE),
    GlobalSecondaryIndexes: indexes.map((index) => {
      const Projection = { ProjectionType: 'ALL' as const };
      return { IndexName: index.name, KeySchema: keySchema(index), Projection };
    }),
  };
}

function keySchema(keys: { readonly partitionKey: string; readonly sortKey: string }) {
  return [
    { AttributeName: keys.partitionKey, KeyType: 'HASH' as const },
    { AttributeName: keys.sortKey, KeyType: 'RANGE' as const },
  ];
}
