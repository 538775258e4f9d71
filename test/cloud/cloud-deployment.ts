import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import {
  CloudFormationClient,
  DescribeStacksCommand,
  paginateListStackResources,
} from '@aws-sdk/client-cloudformation';
import {
  DeleteRuleCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { makeApiKey } from '../../core/api/api-key.ts';
import { deploymentKey, documentClient, kmsSecretBox } from '../../core/runtime/aws-clients.ts';
import { DynamoApiKeyStore } from '../../core/store/dynamo-api-key-store.ts';
import { DynamoRecords } from '../../core/store/dynamo-records.ts';
import { DynamoSourceStore } from '../../core/store/dynamo-source-store.ts';
import { newSource } from '../../core/store/new-source.ts';
import { queryLake } from '../../local/lake/lake-query.ts';
import { callAddress, type Deployment } from '../e2e/deployment.ts';
import { withTempFolder } from '../support/temp-folder.ts';

/** The physical names of a stage's resources, found by the beginning of their logical ids. */
type Resources = (stack: 'data' | 'app', beginning: string) => string;

/** Opens a deployed stage at the endpoint and with the credentials of the environment. */
export async function openStage(stage: string): Promise<Deployment> {
  const resource = await resourcesOf(stage);
  const queue = await watchBus(resource('data', 'AutomationBus'));
  const records = new DynamoRecords(documentClient(), resource('data', 'EventsTable'));
  const pepper = await deploymentKey(resource('data', 'KeysPepper'));
  const secrets = kmsSecretBox(resource('data', 'KeysSealing'));
  const now = () => new Date().toISOString();
  const { origin, host } = await addressOf(stage);
  const deliveries = resource('data', 'DeliveriesBucket');
  const sqs = new SQSClient({ useQueueUrlAsEndpoint: false });
  return {
    call: (path, call = {}) => callAddress(origin, path, call, host),
    makeKey: async ({ tenant, scopes }) => {
      const request = { tenantId: tenant, scopes, label: 'e2e' };
      const { text, stored } = makeApiKey(request, pepper, now());
      await new DynamoApiKeyStore(records).addApiKey(stored);
      return text;
    },
    addSource: async ({ id, tenant, ...source }) => {
      const request = { ...source, sourceId: id, tenantId: tenant };
      await new DynamoSourceStore(records).addSource(await newSource(request, secrets, now()));
    },
    busEvents: queue.events,
    lakeIds: () => idsInLake(resource('data', 'LakeBucket')),
    kept: async () => ({
      quarantined: await textsBelow(deliveries, 'quarantine/'),
      archived: await textsBelow(deliveries, 'archive/'),
    }),
    enqueueForTable: async (MessageBody) => {
      const QueueUrl = resource('data', 'RetriesTable');
      await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
    },
    close: queue.close,
  };
}

async function resourcesOf(stage: string): Promise<Resources> {
  const client = new CloudFormationClient();
  const names = new Map<string, string>();
  for (const stack of ['data', 'app']) {
    const StackName = `conversation-log-${stage}-${stack}`;
    for await (const page of paginateListStackResources({ client }, { StackName })) {
      for (const { LogicalResourceId, PhysicalResourceId } of page.StackResourceSummaries ?? []) {
        names.set(`${stack}/${LogicalResourceId}`, PhysicalResourceId ?? '');
      }
    }
  }
  return (stack, beginning) => {
    const pattern = new RegExp(`^${stack}/${beginning}[0-9A-F]{8}$`);
    const found = [...names].find(([id]) => pattern.test(id))?.[1];
    if (!found) throw new Error(`the stage has no ${stack}/${beginning}`);
    return found;
  };
}

/** Where the API is called: an emulator's at the endpoint itself, told apart by its host. */
async function addressOf(stage: string) {
  const StackName = `conversation-log-${stage}-app`;
  const { Stacks } = await new CloudFormationClient().send(
    new DescribeStacksCommand({ StackName }),
  );
  const outputs = Stacks?.[0]?.Outputs ?? [];
  const url = outputs.find(({ OutputValue }) => OutputValue?.includes('execute-api'))?.OutputValue;
  if (!url) throw new Error('the app stack has no URL');
  const endpoint = process.env.AWS_ENDPOINT_URL;
  return endpoint
    ? { origin: endpoint, host: new URL(url).host }
    : { origin: url, host: undefined };
}

/** Puts a rule on the bus whose target is a queue, and gathers what comes. */
async function watchBus(bus: string) {
  const events = new EventBridgeClient();
  const sqs = new SQSClient({ useQueueUrlAsEndpoint: false });
  const name = `e2e-${Date.now()}`;
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: name }));
  const attributes = { QueueUrl, AttributeNames: ['QueueArn' as const] };
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand(attributes));
  const rule = { EventBusName: bus, Name: name };
  const EventPattern = JSON.stringify({ 'detail-type': ['MessageReceived'] });
  await events.send(new PutRuleCommand({ ...rule, EventPattern }));
  const Targets = [{ Id: 'queue', Arn: Attributes?.QueueArn }];
  await events.send(new PutTargetsCommand({ EventBusName: bus, Rule: name, Targets }));
  const seen: unknown[] = [];
  return {
    events: async () => {
      const input = { QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 };
      const { Messages = [] } = await sqs.send(new ReceiveMessageCommand(input));
      for (const { Body = '', ReceiptHandle } of Messages) {
        seen.push(JSON.parse(Body));
        await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      }
      return seen;
    },
    close: async () => {
      const Ids = ['queue'];
      await events.send(new RemoveTargetsCommand({ EventBusName: bus, Rule: name, Ids }));
      await events.send(new DeleteRuleCommand(rule));
      await sqs.send(new DeleteQueueCommand({ QueueUrl }));
    },
  };
}

/** The ids in the Parquet files of the lake, read with its own columns. */
async function idsInLake(bucket: string): Promise<readonly string[]> {
  return withTempFolder(async (folder) => {
    for (const { key, bytes } of await objectsBelow(bucket, 'events/')) {
      const path = join(folder, `${key.replace(/\.parquet$/, '')}.parquet`);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, bytes);
    }
    const { rows } = await queryLake(folder, 'select id, message.content.type from raw_events');
    return rows.map(([id]) => String(id));
  });
}

async function textsBelow(bucket: string, prefix: string): Promise<readonly string[]> {
  const objects = await objectsBelow(bucket, prefix);
  return objects.map(({ bytes }) => {
    const zipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
    return (zipped ? gunzipSync(bytes) : bytes).toString('utf8');
  });
}

async function objectsBelow(Bucket: string, Prefix: string) {
  const s3 = new S3Client({ forcePathStyle: process.env.AWS_ENDPOINT_URL !== undefined });
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix }));
  return Promise.all(
    Contents.map(async ({ Key: key = '' }) => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: key }));
      return { key, bytes: Buffer.from((await Body?.transformToByteArray()) ?? []) };
    }),
  );
}
