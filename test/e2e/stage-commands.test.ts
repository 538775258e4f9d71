import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { appOutputs, dataOutputs } from '../../core/runtime/stage.ts';
import { HOPS } from '../../local/doctor/hops.ts';
import { TABLE_NAME } from '../../local/table.ts';
import { FakeAws } from '../support/fake-aws.ts';
import { MANY_COMMANDS, type Outcome, runCommand } from '../support/run-command.ts';
import { type RunningApp, startApp } from '../support/running-app.ts';
import { temporaryFolder } from '../support/temp-folder.ts';

/** Text, since Secrets Manager keeps text; 32 bytes, as the key file has them. */
const PEPPER = 'pepper-of-a-stage-in-these-tests';

let folder: { readonly path: string; readonly remove: () => Promise<void> };
let aws: FakeAws;
let app: RunningApp;

/** A running app, served as the stage `dev`: its table, its API, and its bus through a rule. */
beforeAll(async () => {
  folder = await temporaryFolder();
  const dataDir = join(folder.path, 'data');
  await mkdir(dataDir);
  const key = (text: string) => Buffer.from(text.padEnd(32, '.')).toString('hex');
  const keys = {
    identity_key: key('identity'),
    api_key_pepper: key(PEPPER),
    secret_box_key: key('box'),
  };
  await writeFile(join(dataDir, 'keys.json'), JSON.stringify(keys));
  aws = await FakeAws.start();
  const bus = { id: 'bus', type: 'http', url: `${aws.url}/bus` };
  const everything = { source: ['conversation-log'] };
  app = await startApp(dataDir, [{ name: 'bus', event_pattern: everything, targets: [bus] }]);
  const queue = (name: string) => `${aws.url}/1/${name}`;
  const names = Object.keys(dataOutputs.shape).map((name) => [name, queue(name)]);
  aws.serve({
    data: app.data,
    secrets: { [queue('PepperArn')]: PEPPER },
    stacks: {
      'conversation-log-dev-data': { ...Object.fromEntries(names), TableName: TABLE_NAME },
      'conversation-log-dev-app': appOutputs.parse({ Url: app.url }),
      'conversation-log-half-data': { TableName: TABLE_NAME },
      'conversation-log-half-app': { Url: app.url },
    },
  });
});

afterAll(async () => {
  await app.stop();
  aws.stop();
  await folder.remove();
});

function onStage(command: string, ...args: string[]): Promise<Outcome> {
  return runCommand(command, [...args, '--stage', 'dev'], aws.env);
}

describe('npm run keys --stage', () => {
  it(
    'makes, lists and revokes keys of the tenant default, which the API takes',
    async () => {
      const { out } = await onStage('keys', 'create', '--label', 'bi');
      const key = out.trim();
      expect((await app.get('/v1/events', key)).status).toBe(200);
      const keyId = key.split('_')[1] ?? '';
      expect((await onStage('keys', 'list')).out).toContain(keyId);
      expect(await app.data.apiKeys.apiKeys('default')).toHaveLength(1);
      expect((await onStage('keys', 'revoke', keyId)).code).toBe(0);
      const again = await onStage('keys', 'revoke', keyId);
      expect([again.code, again.err]).toEqual([2, expect.stringContaining('list --stage dev')]);
    },
    MANY_COMMANDS,
  );
});

describe('npm run sources --stage', () => {
  it(
    'adds a source, whose webhooks are taken, with the steps of the stage',
    async () => {
      const added = await onStage('sources', 'add', 'whatsapp', '--id', 'shop', '--secret', 's3');
      expect([added.code, added.err]).toEqual([0, '']);
      expect(added.out).toContain(`url     ${app.url}/v1/ingest/shop\n`);
      expect(added.out).toContain('rotate shop --stage dev --secret');
      expect(await app.data.sources.source('shop')).toMatchObject({ tenant_id: 'default' });
      const token = /Verify token: `(\w+)`/.exec(added.out)?.[1];
      const check = `?hub.mode=subscribe&hub.verify_token=${token}&hub.challenge=77`;
      const answer = await fetch(`${app.url}/v1/ingest/shop${check}`);
      expect(await answer.text()).toBe('77');
      expect((await onStage('sources', 'test', 'shop')).out).toMatch(/^200 /);
      expect((await onStage('sources', 'list')).out).toContain(`${app.url}/v1/ingest/shop`);
      expect((await onStage('sources', 'rotate', 'shop', '--secret', 's4')).code).toBe(0);
      expect((await app.data.sources.source('shop'))?.secrets).toHaveLength(2);
      expect((await onStage('sources', 'remove', 'shop')).code).toBe(0);
      expect((await onStage('sources', 'test', 'shop')).code).toBe(2);
    },
    MANY_COMMANDS,
  );
});

describe('a command on a stage that cannot be', () => {
  const nowhere = { AWS_CONFIG_FILE: '/nowhere', AWS_SHARED_CREDENTIALS_FILE: '/nowhere' };
  const unset = {
    AWS_ACCESS_KEY_ID: '',
    AWS_SECRET_ACCESS_KEY: '',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
  it.each([
    [
      'is not deployed',
      'prod',
      {},
      /^stage_not_deployed: .*npm run deploy -- --context stage=prod/,
    ],
    ['lacks outputs', 'half', {}, /^stage_not_deployed: .*SealingKeyArn/],
    ['has no name', 'Dev!', {}, /^invalid_settings: a stage is named like dev/],
    ['is in no region', 'dev', { ...nowhere, AWS_REGION: '' }, /^aws_unavailable: .*AWS_REGION/],
    ['has no credentials', 'dev', { ...nowhere, ...unset }, /^aws_unavailable: .*AWS_PROFILE/],
    [
      'cannot be reached',
      'dev',
      { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' },
      /^aws_unavailable: .*AWS_ENDPOINT_URL/,
    ],
  ])('says that it %s, and what to do', async (_case, stage, env, message) => {
    const given = { ...aws.env, ...env };
    const { code, err } = await runCommand('keys', ['list', '--stage', stage], given);
    expect([code, err]).toEqual([1, expect.stringMatching(message)]);
    expect(err).not.toMatch(/\n {4}at /);
  });

  it('says which permission is missing', async () => {
    aws.broken.set('GetSecretValue', 'AccessDeniedException');
    const { code, err } = await onStage('keys', 'create');
    aws.broken.clear();
    expect([code, err]).toEqual([1, expect.stringMatching(/^aws_unavailable: .*GetSecretValue/)]);
  });
});

describe('npm run doctor --stage', () => {
  it('finds the stage well, and leaves no rule, queue, source or key', async () => {
    const { code, out, err } = await onStage('doctor');
    const lines = out.trim().split('\n');
    expect([code, err]).toEqual([0, '']);
    expect(lines.map((line) => line.slice(0, 20).trim())).toEqual(
      ['settings', ...HOPS.map(({ name }) => name)].map((name) => `ok       ${name}`),
    );
    expect(out).toContain('stage dev in eu-central-1');
    expect(out).toContain('conversation-log-dev-app CREATE_COMPLETE');
    expect([aws.rules.size, aws.queues.size]).toEqual([0, 0]);
    expect(await app.data.sources.sources('doctor')).toEqual([]);
    expect(await app.data.apiKeys.apiKeys('doctor')).toEqual([]);
  });

  it('says what fails and why, and removes what it made all the same', async () => {
    aws.streamStatus = 'SUSPENDED';
    aws.broken.set('PutTargets', 'AccessDeniedException');
    aws.queues.set(`${aws.url}/1/BusDeadLettersUrl`, ['{}', '{}']);
    const { code, out } = await onStage('doctor');
    expect(code).toBe(1);
    expect(out).toMatch(/FAILED +bus +These credentials may not do that: PutTargets failed/);
    expect(out).toMatch(/FAILED +lake +the stream \S+ is SUSPENDED\. Look at the stream/);
    expect(out).toMatch(/FAILED +queues .*2 in dead letters of the bus\. docs\/runbook\.md/);
    expect(out.match(/^FAILED/gm)).toHaveLength(3);
    expect([...aws.rules.keys()]).toEqual([]);
    expect([...aws.queues.keys()]).toEqual([`${aws.url}/1/BusDeadLettersUrl`]);
    expect(await app.data.sources.sources('doctor')).toEqual([]);
  });
});
