import { Identity } from '../../core/events/identity.ts';
import { adapterFor } from '../../core/providers/registry.ts';
import { deploymentKey, documentClient, kmsSecretBox } from '../../core/runtime/aws-clients.ts';
import { readEnv } from '../../core/runtime/env.ts';
import { fetchText } from '../../core/runtime/fetch-text.ts';
import { jsonLog } from '../../core/runtime/log.ts';
import { archiveStream, quarantineBucket } from '../../core/store/delivery-writer.ts';
import { DynamoEventStore } from '../../core/store/dynamo-event-store.ts';
import { DynamoRecords } from '../../core/store/dynamo-records.ts';
import { DynamoSourceStore } from '../../core/store/dynamo-source-store.ts';
import { ShardPlan } from '../../core/store/keys.ts';
import { sqsRetryQueue } from '../../core/store/retry-queue-writer.ts';
import { ingestEnv } from './env.ts';
import type { IngestDependencies } from './ingest.ts';
import { SourceDirectory } from './source-directory.ts';

/** The most bytes of a webhook: what Lambda takes in one call. */
const MAX_BODY_BYTES = 6 * 1024 * 1024;

/** What ingest is made of on AWS. */
export async function ingestDependencies(): Promise<IngestDependencies> {
  const env = readEnv(ingestEnv, process.env);
  const client = documentClient();
  const now = Date.now;
  const sources = new DynamoSourceStore(new DynamoRecords(client, env.TABLE_NAME));
  const shards = new ShardPlan(env.SHARDS);
  return {
    sources: new SourceDirectory({ sources, secrets: kmsSecretBox(env.SECRETS_KEY_ARN), now }),
    adapterFor,
    store: new DynamoEventStore({ client, tableName: env.TABLE_NAME, shards, now }),
    retries: sqsRetryQueue({ table: env.TABLE_RETRY_QUEUE }),
    archive: archiveStream(env.ARCHIVE_STREAM),
    quarantine: quarantineBucket(env.QUARANTINE_BUCKET),
    identity: new Identity(await deploymentKey(env.IDENTITY_KEY_ARN)),
    fetchText,
    log: jsonLog(console.log),
    now,
    maxBodyBytes: MAX_BODY_BYTES,
    publicUrl: env.PUBLIC_URL,
  };
}
