import { join } from 'node:path';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { TABLE_NAME } from '../../local/table.ts';
import { messageEvent } from './events.ts';
import { openTestTable } from './local-store.ts';

/**
 * Writes without pause until it is killed, and prints the key of every write that was answered.
 * Arguments: the folder of the data, and a number that makes this run's keys its own.
 */
const [folder = '', run = '0'] = process.argv.slice(2);
const table = await openTestTable({ path: join(folder, 'table') });
const store = table.storeWith([4]);

async function write(writer: number): Promise<never> {
  for (let i = 0; ; i++) {
    const event = messageEvent(`${run}-${writer}-${i}`, Date.UTC(2026, 10, 1) + i, {
      thread: `t${writer}`,
    });
    await store.append(event);
    process.stdout.write(`${event.pk} ${event.sk}\n`);
    if (i % 5 === 0) await moveInIndex(event.pk, event.sk, i);
  }
}

/** An update that moves an item within an index: old entry out, new entry in. */
async function moveInIndex(pk: string, sk: string, i: number): Promise<void> {
  await table.client.send(
    new UpdateCommand({
      TableName: TABLE_NAME,
      Key: { pk, sk },
      UpdateExpression: 'set #a = :a',
      ExpressionAttributeNames: { '#a': 'arrival' },
      ExpressionAttributeValues: { ':a': `moved-${i}` },
    }),
  );
}

process.stdout.write('started\n');
await Promise.all([0, 1, 2, 3, 4, 5, 6, 7].map(write));
