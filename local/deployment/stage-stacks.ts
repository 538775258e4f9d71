import {
  type CloudFormationClient,
  DescribeStacksCommand,
  type Stack,
} from '@aws-sdk/client-cloudformation';
import type * as z from 'zod';
import { LogError } from '../../core/events/errors.ts';
import { appOutputs, dataOutputs, stackNames } from '../../core/runtime/stage.ts';

/** A stage as its stacks tell of it. */
export interface StageStacks {
  readonly stage: string;
  readonly data: z.infer<typeof dataOutputs>;
  readonly app: z.infer<typeof appOutputs>;
  /** Each stack's status, in CloudFormation's words. */
  readonly states: readonly StackState[];
}

interface StackState {
  readonly name: string;
  readonly status: string;
}

/**
 * Finds a stage by the outputs of its two stacks.
 * @throws LogError `stage_not_deployed` where a stack or one of its outputs is missing
 */
export async function findStage(
  stage: string,
  client: Pick<CloudFormationClient, 'send'>,
): Promise<StageStacks> {
  const names = stackNames(stage);
  const [data, app] = await Promise.all([
    describe(names.data, stage, client),
    describe(names.app, stage, client),
  ]);
  return {
    stage,
    data: outputsOf(data, names.data, dataOutputs, stage),
    app: outputsOf(app, names.app, appOutputs, stage),
    states: [stateOf(data, names.data), stateOf(app, names.app)],
  };
}

async function describe(
  name: string,
  stage: string,
  client: Pick<CloudFormationClient, 'send'>,
): Promise<Stack> {
  try {
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: name }));
    const [stack] = Stacks ?? [];
    if (stack) return stack;
  } catch (error) {
    // CloudFormation says so with the error of a malformed request; only the message differs.
    const missing = error instanceof Error && /does not exist/i.test(error.message);
    if (!missing) throw error;
  }
  throw new LogError(
    'stage_not_deployed',
    `There is no stack ${name} in this account and region. Deploy the stage (${deployOf(stage)}), ` +
      'or choose another account or region with AWS_PROFILE and AWS_REGION.',
  );
}

function outputsOf<Outputs>(
  { Outputs, StackStatus }: Stack,
  name: string,
  schema: z.ZodType<Outputs>,
  stage: string,
): Outputs {
  const values = (Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]);
  const parsed = schema.safeParse(Object.fromEntries(values));
  if (parsed.success) return parsed.data;
  const missing = parsed.error.issues.map(({ path }) => path.join('.')).join(', ');
  throw new LogError(
    'stage_not_deployed',
    `The stack ${name} (${StackStatus}) does not tell: ${missing}. Its deployment failed, or is of ` +
      `an older version: deploy the stage again (${deployOf(stage)}).`,
  );
}

function deployOf(stage: string): string {
  return `npm run deploy -- --context stage=${stage}`;
}

function stateOf({ StackStatus }: Stack, name: string): StackState {
  return { name, status: StackStatus ?? 'unknown' };
}
