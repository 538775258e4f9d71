import { App } from 'aws-cdk-lib';
import { acknowledgeFindings, checkBestPractices } from '../lib/best-practices.ts';
import { AppStack, DataStack } from '../lib/conversation-log.ts';
import { readSettings } from '../lib/settings.ts';
import packageJson from '../package.json' with { type: 'json' };

const app = new App();
const stage: unknown = app.node.tryGetContext('stage') ?? 'dev';
const settings = readSettings(String(stage));
const env = {
  account: settings.account ?? process.env.CDK_DEFAULT_ACCOUNT,
  region: settings.region ?? process.env.CDK_DEFAULT_REGION,
};
const name = `conversation-log-${settings.stage}`;
const data = new DataStack(app, 'Data', { stackName: `${name}-data`, env, settings });
const { version } = packageJson;
const application = new AppStack(app, 'App', {
  stackName: `${name}-app`,
  env,
  settings,
  data,
  version,
});
for (const stack of [data, application]) acknowledgeFindings(stack, data.stackName);
checkBestPractices(app);
