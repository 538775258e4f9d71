import { type App, type Stack, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';

/** A finding that does not apply, and why. */
interface Acknowledgement {
  /** Path of the constructs below their stack, as a whole or its beginning. */
  readonly at: string;
  readonly findings: readonly string[];
  readonly reason: string;
}

const DELIVERIES_BUCKET = (prefix: string) => {
  const bucket = ':ExportsOutputFnGetAttDeliveriesBucketC1095DADArn784E9B67';
  return `AwsSolutions::AwsSolutions-IAM5[Resource::{stack}${bucket}/${prefix}/*]`;
};

function objectsBelow(bucket: string, ...prefixes: readonly string[]): readonly string[] {
  return prefixes.map((prefix) => {
    return `AwsSolutions::AwsSolutions-IAM5[Resource::<${bucket}.Arn>/${prefix}*]`;
  });
}

const ACKNOWLEDGED: readonly Acknowledgement[] = [
  {
    at: 'Keys/',
    findings: ['AwsSolutions::AwsSolutions-SMG4'],
    reason: 'Ids and key hashes rest on these keys: a rotation would change every id.',
  },
  ...['Deliveries/Bucket', 'Lake/Bucket'].map((at) => ({
    at,
    findings: ['AwsSolutions::AwsSolutions-S1'],
    reason: 'Only parts of this app read and write the bucket; CloudTrail data events say who did.',
  })),
  ...['Deliveries/Archive', 'Lake/Stream'].map((at) => ({
    at,
    findings: ['AwsSolutions::AwsSolutions-KDF1'],
    reason: 'Records rest in the stream for minutes at most, and are encrypted in the bucket.',
  })),
  {
    at: 'Deliveries/StreamRole',
    findings: objectsBelow('DeliveriesBucketC1095DAD', 'archive/', 'archive-errors/'),
    reason: 'Firehose names the objects that it writes below these prefixes.',
  },
  {
    at: 'Lake/StreamRole',
    findings: objectsBelow('LakeBucketB1D32E10', 'events/', 'errors/'),
    reason: 'Firehose names the objects that it writes below these prefixes.',
  },
  {
    at: 'Automation/DeadLetters',
    findings: ['AwsSolutions::AwsSolutions-SQS3', 'Serverless::Serverless-SQSRedrivePolicy'],
    reason: 'It is itself the dead-letter queue of the bus.',
  },
  {
    at: 'Retries/DeadLetters',
    findings: ['Serverless::Serverless-SQSRedrivePolicy'],
    reason: 'It is itself the dead-letter queue of the retry queues.',
  },
  {
    at: 'Functions/Redrive/SqsEventSource',
    findings: ['Serverless::Serverless-LambdaEventSourceMappingDestination'],
    reason: 'Its queues have a dead-letter queue; mappings of SQS know no destination on failure.',
  },
  ...['Functions/CloseIdle', 'Functions/CountQuarters'].map((at) => ({
    at,
    findings: ['Serverless::Serverless-EventBusDLQ'],
    reason: 'A run that does not come about is made up for by the next, five minutes later.',
  })),
  {
    at: 'Http/Api',
    findings: ['AwsSolutions::AwsSolutions-APIG4'],
    reason:
      'Webhooks are verified by signature over their body, which an authorizer never sees; health and the ' +
      'catch-all show nothing. All other routes have the authorizer (test/infra).',
  },
  {
    at: 'Functions/',
    findings: ['AwsSolutions::AwsSolutions-IAM5[Resource::*]'],
    reason: 'X-Ray and dynamodb:ListStreams have no permissions on single resources.',
  },
  {
    at: 'Functions/',
    findings: [DELIVERIES_BUCKET('quarantine'), DELIVERIES_BUCKET('aws/lambda')],
    reason:
      'Objects below one prefix of one bucket, to write only: their names are not known before.',
  },
  {
    at: 'Functions/',
    findings: ['Serverless::Serverless-LambdaDLQ'],
    reason:
      'Only the schedule calls a function asynchronously, and its next run makes up for a failed one; the ' +
      'stream has its own on-failure destination.',
  },
];

/** Checks the app with cdk-nag's AwsSolutions and Serverless packs at every synth. */
export function checkBestPractices(app: App): void {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
}

/** Acknowledges, with the reasons above, the findings that do not apply to a stack's constructs. */
export function acknowledgeFindings(stack: Stack, dataStackName: string): void {
  for (const construct of stack.node.findAll()) {
    for (const { at, findings, reason } of ACKNOWLEDGED) {
      if (!pathBelow(stack, construct).startsWith(at)) continue;
      const ids = findings.map((finding) => finding.replace('{stack}', dataStackName));
      acknowledge(construct, ids, reason);
    }
  }
}

function pathBelow(stack: Stack, construct: IConstruct): string {
  return construct.node.path.slice(stack.node.path.length + 1);
}

function acknowledge(construct: IConstruct, findings: readonly string[], reason: string): void {
  Validations.of(construct).acknowledge(...findings.map((id) => ({ id, reason })));
}
