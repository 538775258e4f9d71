import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DeleteObjectsCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { dataOutputs, stackNames } from '../core/runtime/stage.ts';

const buckets = dataOutputs.pick({ DeliveriesBucket: true, LakeBucket: true }).partial();

/**
 * Deletes all objects of a stage's buckets. What a stream still holds back may come after that: then
 * the data stack's removal fails on a bucket that is not empty, and is to be repeated.
 */
export async function emptyBuckets(stage: string, region: string | undefined): Promise<void> {
  const config = region ? { region } : {};
  const StackName = stackNames(stage).data;
  const { Stacks } = await new CloudFormationClient(config).send(
    new DescribeStacksCommand({ StackName }),
  );
  const outputs = Stacks?.[0]?.Outputs ?? [];
  const named = outputs.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]);
  const client = new S3Client(config);
  for (const bucket of Object.values(buckets.parse(Object.fromEntries(named)))) {
    await emptyBucket(bucket, client);
  }
}

async function emptyBucket(Bucket: string, client: S3Client): Promise<void> {
  for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket })) {
    if (Contents.length === 0) continue;
    const Objects = Contents.map(({ Key }) => ({ Key }));
    const deletion = new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } });
    const { Errors = [] } = await client.send(deletion);
    const [error] = Errors;
    if (error) throw new Error(`${Bucket}: ${error.Code} ${error.Message}`);
  }
}
