import { App } from 'aws-cdk-lib';
import { addConversationLog } from '../lib/conversation-log.ts';
import { readSettings } from '../lib/settings.ts';
import packageJson from '../package.json' with { type: 'json' };

const app = new App();
const settings = readSettings(String(app.node.tryGetContext('stage') ?? 'dev'));
const env = {
  account: settings.account ?? process.env.CDK_DEFAULT_ACCOUNT,
  region: settings.region ?? process.env.CDK_DEFAULT_REGION,
};
addConversationLog(app, { settings, env, version: packageJson.version });
