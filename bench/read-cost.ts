import {
  BatchWriteCommand,
  type DynamoDBDocumentClient,
  type QueryCommand,
} from '@aws-sdk/lib-dynamodb';
import { completeEvent, type EventDraft } from '../core/events/draft.ts';
import { Identity } from '../core/events/identity.ts';
import { documentClient } from '../core/runtime/aws-clients.ts';
import { mapConcurrently } from '../core/runtime/batches.ts';
import { DynamoEventStore } from '../core/store/dynamo-event-store.ts';
import type { EventPage } from '../core/store/event-store.ts';
import { type EventItem, placeEvent, prepareEvent } from '../core/store/item.ts';
import { ShardPlan } from '../core/store/keys.ts';
import { startDynamoEngine } from '../local/engine/dynamo-engine.ts';
import { ensureTable, TABLE_NAME } from '../local/table.ts';
import type { Effort, Row } from './row.ts';

export const name = 'read-cost';

const SIZES: Readonly<Record<Effort, readonly number[]>> = { full: [1_000, 100_000], smoke: [200] };
const LIMIT = 100;
const LAST_PAGE = 500;
/** Items of a batch write: DynamoDB's limit. */
const BATCH = 25;
const START = Date.UTC(2026, 10, 1);
const shards = new ShardPlan([4]);
const identity = new Identity(Buffer.alloc(32, 7));

/** What reading a page took. */
interface Cost {
  units: number;
  /** Bytes of the items that the queries returned, as DynamoDB counts them. */
  read: number;
  /** Bytes of the items that the page gave out. */
  given: number;
}

/**
 * What a page of the time-ordered list and of the feed costs, by the table's own count of read units, at
 * two sizes of the log and far into it. The local engine counts as DynamoDB does: half a unit for
 * each 4 KB that a query returns.
 */
export async function run(effort: Effort): Promise<readonly Row[]> {
  return costsAtSizes(SIZES[effort]);
}

/** The same for sizes of the log that one chooses. */
export async function costsAtSizes(sizes: readonly number[]): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const size of sizes) rows.push(...(await costsAt(size)));
  return rows;
}

async function costsAt(size: number): Promise<Row[]> {
  const engine = await startDynamoEngine();
  const credentials = { accessKeyId: 'bench', secretAccessKey: 'bench' };
  const client = documentClient({ endpoint: engine.endpoint, region: 'us-east-1', credentials });
  try {
    await ensureTable(client);
    const sizeOf = await fill(client, size);
    const cost: Cost = { units: 0, read: 0, given: 0 };
    const table = { client: counting(client, cost), tableName: TABLE_NAME };
    const store = new DynamoEventStore({ ...table, shards, now: Date.now });
    const byTime = (after?: string) => {
      return store.eventsByTime('acme', { order: 'asc', limit: LIMIT, after });
    };
    const byArrival = (after?: string) => {
      return store.eventsByArrival('acme', { before: START + size, limit: LIMIT, after });
    };
    return [
      ...(await walk(`list of ${size}`, byTime, cost, sizeOf)),
      ...(await walk(`feed of ${size}`, byArrival, cost, sizeOf)),
    ];
  } finally {
    client.destroy();
    await engine.stop();
  }
}

/** Reads page by page, up to the 500th, and tells what the first, the last and all of them cost. */
async function walk(
  list: string,
  read: (after?: string) => Promise<EventPage>,
  cost: Cost,
  sizeOf: ReadonlyMap<string, number>,
): Promise<Row[]> {
  const pages: Cost[] = [];
  let next: string | null | undefined;
  while (pages.length < LAST_PAGE && next !== null) {
    Object.assign(cost, { units: 0, read: 0 });
    const page = await read(next);
    const given = page.rows.reduce((sum, { sk }) => sum + (sizeOf.get(sk) ?? 0), 0);
    pages.push({ ...cost, given });
    next = page.next;
  }
  const total = (figure: keyof Cost) => pages.reduce((sum, page) => sum + page[figure], 0);
  const unitsOf = (page?: Cost) => page?.units ?? 0;
  return [
    { name: `${list}, page 1`, value: unitsOf(pages[0]), unit: 'units' },
    { name: `${list}, page ${pages.length}`, value: unitsOf(pages.at(-1)), unit: 'units' },
    { name: `${list}, mean page`, value: total('units') / pages.length, unit: 'units' },
    {
      name: `${list}, units over those of the bytes read`,
      value: total('units') / idealUnits(total('read')),
      unit: 'x',
      goal: '<= 1.1',
    },
    {
      name: `${list}, bytes read over bytes given`,
      value: total('read') / total('given'),
      unit: 'x',
      goal: '<= 1.3',
    },
  ];
}

function idealUnits(bytes: number): number {
  return bytes / 4096 / 2;
}

/** A client that adds up what queries cost. */
function counting(client: DynamoDBDocumentClient, cost: Cost): DynamoDBDocumentClient {
  client.middlewareStack.add(
    (next) => async (args) => {
      return next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' } });
    },
    { step: 'initialize', name: 'counting' },
  );
  const send = async (command: QueryCommand, options: object) => {
    const output = await client.send(command, options);
    cost.units += output.ConsumedCapacity?.CapacityUnits ?? 0;
    for (const item of output.Items ?? []) cost.read += sizeOfItem(item);
    return output;
  };
  return Object.assign(Object.create(client), { send });
}

/** Writes events of a few hundred bytes to some kilobytes; gives each one's size by id. */
async function fill(
  client: DynamoDBDocumentClient,
  size: number,
): Promise<ReadonlyMap<string, number>> {
  const sizes = new Map<string, number>();
  const starts = Array.from({ length: Math.ceil(size / BATCH) }, (_, batch) => batch * BATCH);
  await mapConcurrently(starts, 4, (start) => {
    const count = Math.min(BATCH, size - start);
    const items = Array.from({ length: count }, (_, i) => itemOf(start + i));
    for (const item of items) sizes.set(item.sk, sizeOfItem(item));
    const RequestItems = { [TABLE_NAME]: items.map((Item) => ({ PutRequest: { Item } })) };
    return client.send(new BatchWriteCommand({ RequestItems }));
  });
  return sizes;
}

function itemOf(i: number): EventItem {
  const text = 'Where is my order? '.repeat(1 + ((i * 7919) % 40));
  const draft: EventDraft = {
    type: 'MessageReceived',
    fact: { key: `message:${i}`, part: 'message', rank: 'received' },
    occurredAt: START - i * 1_000,
    thread: { key: `t${i % 500}` },
    origin: { event_type: 'message', account_id: 'acc', conversation_id: `t${i % 500}` },
    channel: { type: 'whatsapp', metadata: { phone_number_id: '106' } },
    actor: { role: 'customer', key: `c${i % 500}`, name: 'Ada' },
    recipients: [{ role: 'system', key: 'business' }],
    message: { id: `m${i}`, content: { type: 'text', text, format: 'plain' } },
  };
  const deployment = { tenantId: 'acme', sourceId: 'src', provider: 'bench', deliveryId: 'dlv_1' };
  const event = prepareEvent(completeEvent(draft, START, { ...deployment, identity }));
  return placeEvent(event, shards, START + i);
}

/** Bytes of an item as DynamoDB counts them: names and texts in UTF-8, a small number two bytes. */
function sizeOfItem(item: object): number {
  const sizes = Object.entries(item).map(([attribute, value]) => {
    return (
      Buffer.byteLength(attribute) + (typeof value === 'string' ? Buffer.byteLength(value) : 2)
    );
  });
  return sizes.reduce((sum, bytes) => sum + bytes, 0);
}
