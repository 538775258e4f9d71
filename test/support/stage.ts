import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { addConversationLog } from '../../lib/conversation-log.ts';
import { parseSettings } from '../../lib/settings.ts';

/** Templates of a stage, without bundling its functions. */
export function synthesized(stage: string, settings = '') {
  const app = new App({ context: { 'aws:cdk:bundling-stacks': [] } });
  const { data, application } = addConversationLog(app, {
    settings: parseSettings(stage, settings),
    env: { region: 'eu-central-1', account: '123456789012' },
    version: '1.2.3',
  });
  return { data: Template.fromStack(data), app: Template.fromStack(application) };
}
