/**
 * The one table: names and keys, read by the DynamoDB adapter, by the construct that makes the
 * table on AWS and by the local engine. Changing a key means a new table (docs/adr/0002).
 */
export const TABLE = {
  partitionKey: 'pk',
  sortKey: 'sk',
  timeToLive: 'expires_at',
  indexes: {
    byTime: { name: 'by_time', partitionKey: 'shard', sortKey: 'sk' },
    byArrival: { name: 'by_arrival', partitionKey: 'shard', sortKey: 'arrival' },
  },
} as const;
