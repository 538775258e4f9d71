import * as z from 'zod';

/** Name of a stage: part of the names of its stacks. */
export const stageName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,19}$/, 'a stage is named like dev or prod-eu');

/** Names of a stage's CloudFormation stacks. */
export function stackNames(stage: string): { readonly data: string; readonly app: string } {
  const name = `conversation-log-${stage}`;
  return { data: `${name}-data`, app: `${name}-app` };
}

/** What a stage's data stack tells of itself, by the keys of its CloudFormation outputs. */
export const dataOutputs = z.object({
  TableName: z.string(),
  /** The KMS key that seals the secrets of sources. */
  SealingKeyArn: z.string(),
  /** The secret under which API keys are hashed. */
  PepperArn: z.string(),
  BusName: z.string(),
  /** For rules' targets. */
  BusDeadLettersArn: z.string(),
  BusDeadLettersUrl: z.string(),
  TableRetriesUrl: z.string(),
  BusRetriesUrl: z.string(),
  LakeRetriesUrl: z.string(),
  RetryDeadLettersUrl: z.string(),
  DeliveriesBucket: z.string(),
  LakeStream: z.string(),
  LakeBucket: z.string(),
  LakeDatabase: z.string(),
  LakeWorkGroup: z.string(),
});

/** The same of its app stack. */
export const appOutputs = z.object({
  /** Origin of the HTTP API. */
  Url: z.url({ protocol: /^https?$/ }),
});

/** Key of an output. */
export type StageOutput = keyof typeof dataOutputs.shape | keyof typeof appOutputs.shape;
