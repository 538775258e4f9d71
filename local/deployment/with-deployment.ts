import { localSettings } from '../settings.ts';
import type { Deployment } from './deployment.ts';
import { withThisMachine } from './this-machine.ts';

/**
 * Runs a command on a deployment.
 * @param stage a stage on AWS, found with the SDK's own environment; undefined: this machine
 * @throws LogError `invalid_settings`, `stage_not_deployed`, `aws_unavailable`, each saying what to do
 */
export async function withDeployment<Result>(
  stage: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
  command: (deployment: Deployment) => Promise<Result>,
): Promise<Result> {
  if (stage === undefined) return withThisMachine(localSettings(env), command);
  // The SDK's clients take a third of a second to load, which commands on this machine need not wait.
  const { withStage } = await import('./stage.ts');
  return withStage(stage, command);
}
