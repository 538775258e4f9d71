import type { App, Environment } from 'aws-cdk-lib';
import { stackNames } from '../core/runtime/stage.ts';
import { AppStack } from './app-stack.ts';
import { acknowledgeFindings, checkBestPractices } from './best-practices.ts';
import { DataStack } from './data-stack.ts';
import type { StageSettings } from './settings.ts';

interface ConversationLogProps {
  readonly settings: StageSettings;
  readonly env: Environment;
  /** Version of this software. */
  readonly version: string;
}

/**
 * A stage of the conversation log: a data stack with what must not be lost, and an app stack with
 * what can be made anew. Webhooks come in through the app's HTTP API and are appended to the data's
 * table, whose stream the app's fan-out takes to the bus.
 */
export function addConversationLog(app: App, { settings, env, version }: ConversationLogProps) {
  const names = stackNames(settings.stage);
  const data = new DataStack(app, 'Data', { stackName: names.data, env, settings });
  const application = new AppStack(app, 'App', {
    stackName: names.app,
    env,
    settings,
    data,
    version,
  });
  for (const stack of [data, application]) acknowledgeFindings(stack, data.stackName);
  checkBestPractices(app);
  return { data, application };
}
