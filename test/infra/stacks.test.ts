import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import type * as z from 'zod';
import { ROUTES } from '../../core/api/routes.ts';
import { authorizeEnv } from '../../lambdas/authorize/env.ts';
import { fanoutEnv } from '../../lambdas/fanout/env.ts';
import { ingestEnv } from '../../lambdas/ingest/env.ts';
import { queryEnv } from '../../lambdas/query/env.ts';
import { parseSettings } from '../../lib/settings.ts';
import { synthesized } from '../support/stage.ts';

let data: Template;
let app: Template;
beforeAll(() => {
  ({ data, app } = synthesized('prod'));
});

describe('the data of a stage', () => {
  it('can be restored to any second of 35 days, and not be deleted by accident', () => {
    data.hasResource('AWS::DynamoDB::GlobalTable', {
      DeletionPolicy: 'Retain',
      Properties: {
        BillingMode: 'PAY_PER_REQUEST',
        SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
        StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
        TimeToLiveSpecification: { AttributeName: 'expires_at', Enabled: true },
        Replicas: [
          Match.objectLike({
            DeletionProtectionEnabled: true,
            PointInTimeRecoverySpecification: {
              PointInTimeRecoveryEnabled: true,
              RecoveryPeriodInDays: 35,
            },
          }),
        ],
      },
    });
  });

  it('survives its stack', () => {
    for (const type of ['AWS::S3::Bucket', 'AWS::KMS::Key', 'AWS::SecretsManager::Secret']) {
      data.allResources(type, { DeletionPolicy: 'Retain' });
    }
  });

  it('is private and only reached over TLS', () => {
    data.allResourcesProperties('AWS::S3::Bucket', {
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, RestrictPublicBuckets: true },
      BucketEncryption: Match.anyValue(),
    });
    data.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Deny',
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          }),
        ]),
      },
    });
  });

  it('has a dead-letter queue to which the bus and its rules may send', () => {
    data.hasResourceProperties('AWS::Events::EventBus', { DeadLetterConfig: Match.anyValue() });
    data.hasResourceProperties('AWS::SQS::QueuePolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: 'sqs:SendMessage',
            Principal: { Service: 'events.amazonaws.com' },
            Condition: { ArnLike: { 'aws:SourceArn': Match.anyValue() } },
          }),
        ]),
      },
    });
  });

  it('goes with its stack where the stage is disposable', () => {
    const disposable = synthesized('try', '{"disposable": true}');
    disposable.data.hasResource('AWS::DynamoDB::GlobalTable', { DeletionPolicy: 'Delete' });
  });
});

describe('the functions of a stage', () => {
  const environments: Readonly<Record<string, z.ZodObject>> = {
    Ingest: ingestEnv,
    Query: queryEnv,
    Authorize: authorizeEnv,
    Fanout: fanoutEnv,
  };

  const functionNamed = (name: string) => {
    const functions = Object.entries(app.findResources('AWS::Lambda::Function'));
    return functions.find(([id]) => id.startsWith(`Functions${name}`))?.[1]?.Properties;
  };

  it.each(Object.entries(environments))('give %s the environment that it reads', (name, schema) => {
    const given = Object.keys(functionNamed(name)?.Environment.Variables);
    const required = Object.entries(schema.shape).filter(
      ([, field]) => !field.safeParse(undefined).success,
    );
    expect(given).toEqual(expect.arrayContaining(required.map(([variable]) => variable)));
    for (const variable of given) {
      if (variable !== 'AWS_NODEJS_CONNECTION_REUSE_ENABLED')
        expect(schema.shape).toHaveProperty(variable);
    }
  });

  it('are one for each entry file', () => {
    const entries = readdirSync('lambdas').filter((name) => {
      return readdirSync(`lambdas/${name}`).includes(`${name}.lambda.ts`);
    });
    app.resourceCountIs('AWS::Lambda::Function', entries.length);
    expect(
      Object.keys(environments)
        .map((name) => name.toLowerCase())
        .sort(),
    ).toEqual(entries.sort());
  });

  it('run on Node 24 and arm64, with a log group of their own', () => {
    app.allResourcesProperties('AWS::Lambda::Function', {
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      LoggingConfig: { LogFormat: 'JSON', LogGroup: Match.anyValue() },
    });
  });

  it.each([
    [
      'Ingest',
      [
        'dynamodb:GetItem',
        'dynamodb:PutItem',
        'firehose:PutRecord',
        'kms:Decrypt',
        's3:PutObject',
        'secretsmanager:GetSecretValue',
      ],
    ],
    ['Query', ['dynamodb:GetItem', 'dynamodb:Query']],
    ['Authorize', ['dynamodb:GetItem', 'secretsmanager:GetSecretValue']],
    [
      'Fanout',
      [
        'dynamodb:DescribeStream',
        'dynamodb:GetRecords',
        'dynamodb:GetShardIterator',
        'dynamodb:ListStreams',
        'events:PutEvents',
        's3:ListBucket',
        's3:PutObject',
      ],
    ],
  ])('let %s do exactly what it needs', (name, actions) => {
    const policies = Object.entries(app.findResources('AWS::IAM::Policy'));
    const policy = policies.find(([id]) => id.startsWith(`Functions${name}Role`))?.[1];
    const allowed = policy?.Properties.PolicyDocument.Statement.flatMap(
      (statement: { readonly Action: string | readonly string[] }) => statement.Action,
    );
    const shared = [
      'logs:CreateLogStream',
      'logs:PutLogEvents',
      'xray:PutTelemetryRecords',
      'xray:PutTraceSegments',
    ];
    expect([...new Set(allowed)].sort()).toEqual([...shared, ...actions].sort());
  });

  it('read new events from the stream, each tried for long and then kept', () => {
    app.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRecordAgeInSeconds: 82_800,
      DestinationConfig: { OnFailure: { Destination: Match.anyValue() } },
      FilterCriteria: { Filters: [{ Pattern: Match.stringLikeRegexp('INSERT') }] },
    });
  });
});

describe('the HTTP API of a stage', () => {
  it('has the routes of the table, with the authorizer where they need a scope, and a catch-all', () => {
    const routes = Object.values(app.findResources('AWS::ApiGatewayV2::Route')).map(
      ({ Properties }) => [Properties.RouteKey, Properties.AuthorizationType],
    );
    const expected = Object.values(ROUTES).map(({ method, path, scope }) => {
      return [`${method} ${path}`, scope === null ? 'NONE' : 'CUSTOM'];
    });
    expect(routes.sort()).toEqual([...expected, ['ANY /{proxy+}', 'NONE']].sort());
  });

  it('throttles requests, but no webhook', () => {
    app.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      DefaultRouteSettings: { ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 },
      RouteSettings: {
        'ANY /v1/ingest/{source_id}': { ThrottlingRateLimit: 10_000, ThrottlingBurstLimit: 5_000 },
      },
    });
  });

  it('logs routes, and no path, since paths hold ids', () => {
    const [stage] = Object.values(app.findResources('AWS::ApiGatewayV2::Stage'));
    const format = stage?.Properties.AccessLogSettings.Format;
    expect(JSON.parse(format)).toMatchObject({ route: '$context.routeKey' });
    expect(format).not.toMatch(/context\.path|sourceIp/);
  });
});

describe('the alarms of a stage', () => {
  it('say what people lose, and go to the topic', () => {
    for (const alarm of Object.values(app.findResources('AWS::CloudWatch::Alarm'))) {
      expect(alarm.Properties.AlarmDescription).toMatch(/^[A-Z].+\. See docs\/runbook\.md#\w+$/);
      expect(alarm.Properties.AlarmActions).toHaveLength(1);
    }
  });
});

describe('the settings of a stage', () => {
  it('have defaults for everything', () => {
    expect(parseSettings('dev', '')).toMatchObject({ stage: 'dev', shards: [4], log_days: 30 });
  });

  it('may have comments, and are refused with all that is wrong', () => {
    expect(parseSettings('dev', '// mine\n{"shards": [4, 16],}').shards).toEqual([4, 16]);
    const wrong = '{"shards": [16, 4], "log_days": 2, "alarm_mail": "x"}';
    expect(() => parseSettings('dev', wrong)).toThrow(
      /alarm_mail[\s\S]*shards|shards[\s\S]*alarm_mail/,
    );
    expect(() => parseSettings('Dev!', '')).toThrow(/dev or prod-eu/);
    expect(() => parseSettings('dev', '{"shards": ')).toThrow(/not JSON/);
  });
});
