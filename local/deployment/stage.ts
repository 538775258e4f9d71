import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { LogError } from '../../core/events/errors.ts';
import { deploymentKey, documentClient, kmsSecretBox } from '../../core/runtime/aws-clients.ts';
import { lazy } from '../../core/runtime/lazy.ts';
import { stageName } from '../../core/runtime/stage.ts';
import { DynamoApiKeyStore } from '../../core/store/dynamo-api-key-store.ts';
import { DynamoRecords } from '../../core/store/dynamo-records.ts';
import { DynamoSourceStore } from '../../core/store/dynamo-source-store.ts';
import { awsTrouble } from './aws-trouble.ts';
import { type Deployment, STAGE_TENANT } from './deployment.ts';
import { stageProbes } from './stage-probes.ts';
import { findStage, type StageStacks } from './stage-stacks.ts';

/** The first call from far away has to find credentials and open a connection. */
const TIMEOUTS = { read: 15_000, write: 15_000 };

/**
 * Runs a command on a stage. Region, credentials and endpoint come from the SDK's own environment
 * (AWS_REGION, AWS_PROFILE, AWS_ENDPOINT_URL...), all else from the outputs of the stage's stacks.
 * @throws LogError `invalid_settings`, `stage_not_deployed`, `aws_unavailable`
 */
export async function withStage<Result>(
  stage: string,
  command: (deployment: Deployment) => Promise<Result>,
): Promise<Result> {
  const name = stageName.safeParse(stage);
  if (!name.success) throw new LogError('invalid_settings', name.error.issues[0]?.message);
  try {
    const client = new CloudFormationClient();
    const stacks = await findStage(stage, client);
    return await command(deploymentOf(stacks, await client.config.region()));
  } catch (error) {
    throw awsTrouble(error);
  }
}

function deploymentOf(stacks: StageStacks, region: string): Deployment {
  const { stage, data, app } = stacks;
  const records = new DynamoRecords(documentClient(), data.TableName, TIMEOUTS);
  return {
    place: 'stage',
    title: `stage ${stage} in ${region}`,
    option: ` --stage ${stage}`,
    defaultTenant: STAGE_TENANT,
    url: app.Url,
    publicUrl: app.Url,
    sources: new DynamoSourceStore(records),
    apiKeys: new DynamoApiKeyStore(records),
    secrets: kmsSecretBox(data.SealingKeyArn),
    apiKeyPepper: lazy(() => deploymentKey(data.PepperArn)),
    probes: stageProbes(stacks),
  };
}
