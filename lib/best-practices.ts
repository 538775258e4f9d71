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

const ACKNOWLEDGED: readonly Acknowledgement[] = [
  {
    at: 'Keys/',
    findings: ['AwsSolutions::AwsSolutions-SMG4'],
    reason: 'Ids and key hashes rest on these keys: a rotation would change every id.',
  },
  {
    at: 'Deliveries/Bucket',
    findings: ['AwsSolutions::AwsSolutions-S1'],
    reason:
      'Only functions of this app read and write the bucket; CloudTrail data events say who did.',
  },
  {
    at: 'Deliveries/Archive',
    findings: ['AwsSolutions::AwsSolutions-KDF1'],
    reason: 'Records rest in the stream for minutes at most, and are encrypted in the bucket.',
  },
  {
    at: 'Deliveries/Archive/S3 Destination Role',
    findings: [
      ...['Abort*', 'DeleteObject*', 'GetBucket*', 'GetObject*', 'List*'].map(
        (action) => `AwsSolutions::AwsSolutions-IAM5[Action::s3:${action}]`,
      ),
      'AwsSolutions::AwsSolutions-IAM5[Resource::<DeliveriesBucketC1095DAD.Arn>/*]',
    ],
    reason: 'What Firehose documents that it needs on its own destination bucket; made by the CDK.',
  },
  {
    at: 'Automation/DeadLetters',
    findings: ['AwsSolutions::AwsSolutions-SQS3', 'Serverless::Serverless-SQSRedrivePolicy'],
    reason: 'It is itself the dead-letter queue of the bus.',
  },
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
    reason: 'No function is called asynchronously; the stream has its own on-failure destination.',
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
