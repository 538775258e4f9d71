import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import type * as z from 'zod';
import { ROUTES } from '../../core/api/routes.ts';
import { hiveType, lakeColumns } from '../../core/lake/columns.ts';
import { EVENTS_TABLE, lakeViews } from '../../core/lake/views.ts';
import { appOutputs, dataOutputs } from '../../core/runtime/stage.ts';
import { appendEnv } from '../../lambdas/append/env.ts';
import { authorizeEnv } from '../../lambdas/authorize/env.ts';
import { docsEnv } from '../../lambdas/docs/env.ts';
import { fanoutEnv } from '../../lambdas/fanout/env.ts';
import { ingestEnv } from '../../lambdas/ingest/env.ts';
import { queryEnv } from '../../lambdas/query/env.ts';
import { redriveEnv } from '../../lambdas/redrive/env.ts';
import { rollupEnv } from '../../lambdas/rollup/env.ts';
import { summarizeEnv } from '../../lambdas/summarize/env.ts';
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
    const types = ['S3::Bucket', 'KMS::Key', 'SecretsManager::Secret', 'SQS::Queue'];
    for (const type of types.map((name) => `AWS::${name}`)) {
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

  it('takes nothing over plain HTTP, nor leaves it unencrypted', () => {
    const buckets = Object.keys(data.findResources('AWS::S3::Bucket'));
    const queues = Object.keys(data.findResources('AWS::SQS::Queue'));
    const secured = (type: string) => {
      return Object.values(data.findResources(type)).filter(({ Properties }) => {
        return Properties.PolicyDocument.Statement.some(
          (statement: { readonly Effect: string; readonly Condition?: unknown }) =>
            statement.Effect === 'Deny' &&
            JSON.stringify(statement.Condition).includes('aws:SecureTransport'),
        );
      }).length;
    };
    expect(secured('AWS::S3::BucketPolicy')).toBe(buckets.length);
    expect(secured('AWS::SQS::QueuePolicy')).toBe(queues.length);
    data.allResourcesProperties('AWS::SQS::Queue', { SqsManagedSseEnabled: true });
  });

  it('lets no role do more than it needs on more than it needs', () => {
    for (const template of [data, app]) {
      for (const policy of Object.values(template.findResources('AWS::IAM::Policy'))) {
        for (const { Action, Resource } of policy.Properties.PolicyDocument.Statement) {
          expect([Action].flat().filter((action: string) => action.includes('*'))).toEqual([]);
          if ([Resource].flat().includes('*')) {
            expect([Action].flat().join()).toMatch(/^(xray:\w+,?)+$|^dynamodb:ListStreams$/);
          }
        }
      }
    }
  });

  it('keeps what a sink refuses for a day, and then as a dead letter', () => {
    const queues = Object.values(data.findResources('AWS::SQS::Queue'));
    const retrying = queues.filter(({ Properties }) => Properties.RedrivePolicy);
    expect(retrying).toHaveLength(3);
    for (const { Properties } of retrying) {
      const { RedrivePolicy, VisibilityTimeout } = Properties;
      expect(RedrivePolicy.maxReceiveCount * VisibilityTimeout).toBeGreaterThanOrEqual(86_400);
    }
    app.allResourcesProperties('AWS::Lambda::EventSourceMapping', {
      FunctionResponseTypes: ['ReportBatchItemFailures'],
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

describe('the outputs of a stage', () => {
  it.each([
    ['data', dataOutputs],
    ['app', appOutputs],
  ] as const)('are those by which commands find it: %s', (name, schema) => {
    const outputs = Object.entries({ data, app }[name].findOutputs('*'));
    // What is exported is for the other stack.
    const told = outputs.filter(([, { Export }]) => Export === undefined).map(([key]) => key);
    expect(told.sort()).toEqual(Object.keys(schema.shape).sort());
  });
});

describe('the lake of a stage', () => {
  const tables = (settings = '') => {
    const lake = synthesized('prod', settings).data.findResources('AWS::Glue::Table');
    return Object.values(lake).map(({ Properties }) => Properties.TableInput);
  };

  it('has the columns of the event schema, and days as partitions that nobody adds', () => {
    const events = tables().find(({ Name }) => Name === EVENTS_TABLE);
    expect(events.StorageDescriptor.Columns).toEqual(
      lakeColumns().map(({ name, type }) => ({ Name: name, Type: hiveType(type) })),
    );
    expect(events.Parameters).toMatchObject({
      'projection.enabled': 'true',
      'projection.dt.type': 'date',
    });
  });

  it('has the views, with the query and columns that Athena reads of the catalog', () => {
    for (const { name, sql, columns } of lakeViews()) {
      const view = tables().find(({ Name }) => Name === name);
      const encoded = /^\/\* Presto View: (\S+) \*\/$/.exec(view.ViewOriginalText)?.[1] ?? '';
      const definition = JSON.parse(Buffer.from(encoded, 'base64').toString('utf8'));
      expect(definition).toMatchObject({ originalSql: sql, schema: 'conversation_log_prod' });
      expect(definition.columns).toEqual(columns);
      expect(view.StorageDescriptor.Columns).toHaveLength(columns.length);
    }
  });

  it('holds no text when the stage says so', () => {
    const events = tables('{"lake_message_text": false}').find(({ Name }) => Name === EVENTS_TABLE);
    const types = events.StorageDescriptor.Columns.map(({ Type }: { Type: string }) => Type);
    expect(types.join()).not.toMatch(/text:|caption:|title:/);
  });

  it('is written as Parquet by the day of arrival', () => {
    data.hasResourceProperties('AWS::KinesisFirehose::DeliveryStream', {
      ExtendedS3DestinationConfiguration: {
        Prefix: 'events/dt=!{timestamp:yyyy-MM-dd}/',
        DataFormatConversionConfiguration: {
          Enabled: true,
          InputFormatConfiguration: {
            Deserializer: { OpenXJsonSerDe: { CaseInsensitive: false } },
          },
          OutputFormatConfiguration: {
            Serializer: { ParquetSerDe: { Compression: 'SNAPPY' } },
          },
        },
      },
    });
  });

  it('stops a query that scans too much', () => {
    data.hasResourceProperties('AWS::Athena::WorkGroup', {
      WorkGroupConfiguration: {
        BytesScannedCutoffPerQuery: 100 * 1024 ** 3,
        EnforceWorkGroupConfiguration: true,
      },
    });
  });
});

describe('the functions of a stage', () => {
  const environments: Readonly<Record<string, z.ZodObject>> = {
    Ingest: ingestEnv,
    Query: queryEnv,
    Append: appendEnv,
    Docs: docsEnv,
    Authorize: authorizeEnv,
    Fanout: fanoutEnv,
    Redrive: redriveEnv,
    Summarize: summarizeEnv,
    Rollup: rollupEnv,
  };

  const functionNamed = (name: string) => {
    const functions = Object.entries(app.findResources('AWS::Lambda::Function'));
    return functions.find(([id]) => id.startsWith(`Functions${name}`))?.[1]?.Properties;
  };

  it.each(Object.entries(environments))('give %s the environment that it reads', (name, schema) => {
    const given = Object.keys(functionNamed(name)?.Environment?.Variables ?? {});
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
        'sqs:SendMessage',
      ],
    ],
    [
      'Query',
      [
        'dynamodb:GetItem',
        'dynamodb:Query',
        'dynamodb:UpdateItem',
        'secretsmanager:GetSecretValue',
      ],
    ],
    [
      'Append',
      [
        'dynamodb:GetItem',
        'dynamodb:PutItem',
        'dynamodb:Query',
        'dynamodb:UpdateItem',
        'secretsmanager:GetSecretValue',
      ],
    ],
    ['Docs', []],
    ['Authorize', ['dynamodb:GetItem', 'secretsmanager:GetSecretValue']],
    [
      'Fanout',
      [
        'dynamodb:DescribeStream',
        'dynamodb:GetRecords',
        'dynamodb:GetShardIterator',
        'dynamodb:ListStreams',
        'dynamodb:Query',
        'dynamodb:UpdateItem',
        'events:PutEvents',
        'firehose:PutRecordBatch',
        's3:ListBucket',
        's3:PutObject',
        'sqs:SendMessage',
      ],
    ],
    [
      'Redrive',
      [
        'dynamodb:GetItem',
        'dynamodb:PutItem',
        'events:PutEvents',
        'firehose:PutRecordBatch',
        'sqs:ChangeMessageVisibility',
        'sqs:DeleteMessage',
        'sqs:GetQueueAttributes',
        'sqs:GetQueueUrl',
        'sqs:ReceiveMessage',
      ],
    ],
    [
      'Summarize',
      [
        'dynamodb:DeleteItem',
        'dynamodb:DescribeStream',
        'dynamodb:GetItem',
        'dynamodb:GetRecords',
        'dynamodb:GetShardIterator',
        'dynamodb:ListStreams',
        'dynamodb:PutItem',
        'dynamodb:Query',
        'dynamodb:UpdateItem',
        's3:ListBucket',
        's3:PutObject',
      ],
    ],
    ['Rollup', ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:UpdateItem']],
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

  it('change nothing in place but counts and places in the order of arrival', () => {
    for (const policy of Object.values(app.findResources('AWS::IAM::Policy'))) {
      for (const { Action, Condition } of policy.Properties.PolicyDocument.Statement) {
        if (![Action].flat().includes('dynamodb:UpdateItem')) continue;
        const keys = Condition?.['ForAllValues:StringLike']['dynamodb:LeadingKeys'];
        expect(Action).toBe('dynamodb:UpdateItem');
        expect(keys).toHaveLength(1);
        expect(['budget#*', 'rollup#*', '*#cnv_*']).toContain(keys[0]);
      }
    }
  });

  it('read new events from the stream, two of them, each tried for long and then kept', () => {
    const fromStream = {
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRecordAgeInSeconds: 82_800,
      DestinationConfig: { OnFailure: { Destination: Match.anyValue() } },
      FilterCriteria: { Filters: [{ Pattern: Match.stringLikeRegexp('INSERT') }] },
    };
    app.resourcePropertiesCountIs('AWS::Lambda::EventSourceMapping', fromStream, 2);
  });

  it('are called every five minutes to close what is idle', () => {
    app.hasResourceProperties('AWS::Events::Rule', {
      ScheduleExpression: 'rate(5 minutes)',
      Targets: [
        Match.objectLike({
          Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^FunctionsSummarize'), 'Arn'] },
        }),
      ],
    });
    const hours = (settings: string) => {
      const template = synthesized('prod', settings).app;
      const functions = Object.values(template.findResources('AWS::Lambda::Function'));
      return functions.map(
        ({ Properties }) => Properties.Environment?.Variables.IDLE_CLOSE_AFTER_HOURS,
      );
    };
    expect(hours('')).toContain('24');
    expect(hours('{"idle_close_after_hours": 48}')).toContain('48');
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

  it('each have a section in the runbook', () => {
    const runbook = readFileSync('docs/runbook.md', 'utf8');
    for (const alarm of Object.values(app.findResources('AWS::CloudWatch::Alarm'))) {
      const anchor = alarm.Properties.AlarmDescription.split('#')[1];
      expect(runbook).toMatch(new RegExp(`^## ${anchor}$`, 'm'));
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
