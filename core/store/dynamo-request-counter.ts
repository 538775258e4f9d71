import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { LogError } from '../events/errors.ts';
import type { RequestCounter } from '../runtime/rate-budget.ts';
import { WRITE_TIMEOUT } from './attempts.ts';
import { budgetPartition } from './keys.ts';

/** How long a counter is kept after its window began, in seconds. */
const COUNTER_LIFE = 60 * 60;

const counted = z.object({ requests: z.number() });

/**
 * Counts of requests as items of the table, one per key and window, outside all indexes. A count is
 * tried once, since a second attempt could count a batch twice.
 * @param timeout milliseconds that it may hold up a request
 */
export function dynamoRequestCounter(
  client: DynamoDBDocumentClient,
  tableName: string,
  timeout = WRITE_TIMEOUT,
): RequestCounter {
  return {
    add: async (tenantId, keyId, window, requests) => {
      const command = new UpdateCommand({
        TableName: tableName,
        Key: { pk: budgetPartition(tenantId, keyId), sk: String(window) },
        UpdateExpression: 'ADD requests :requests SET expires_at = :expires_at',
        ExpressionAttributeValues: {
          ':requests': requests,
          ':expires_at': window + COUNTER_LIFE,
        },
        ReturnValues: 'UPDATED_NEW',
      });
      try {
        const abortSignal = AbortSignal.timeout(timeout);
        const { Attributes } = await client.send(command, { abortSignal });
        return counted.parse(Attributes).requests;
      } catch (cause) {
        throw new LogError('store_unavailable', undefined, { cause });
      }
    },
  };
}
