import { Duration, RemovalPolicy, Size } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Compression, DeliveryStream, S3Bucket } from 'aws-cdk-lib/aws-kinesisfirehose';
import type { IEventSourceDlq } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { deliveryRole } from './delivery-role.ts';
import type { NodeFunction } from './node-function.ts';
import { stageOutput } from './stage-output.ts';

interface DeliveryStoreProps {
  readonly removalPolicy: RemovalPolicy;
  readonly archiveDays: number;
  readonly quarantineDays: number;
  readonly logDays: number;
}

/** Raw webhooks: the archive of all that were verified, and the quarantine of what could not be logged. */
export class DeliveryStore extends Construct {
  readonly bucket: Bucket;
  readonly stream: DeliveryStream;

  constructor(scope: Construct, id: string, props: DeliveryStoreProps) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      removalPolicy: props.removalPolicy,
      lifecycleRules: [
        { prefix: 'archive/', expiration: Duration.days(props.archiveDays) },
        { prefix: 'archive-errors/', expiration: Duration.days(props.archiveDays) },
        { prefix: 'quarantine/', expiration: Duration.days(props.quarantineDays) },
        { prefix: 'aws/lambda/', expiration: Duration.days(props.quarantineDays) },
        { abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ],
    });
    stageOutput(this, 'DeliveriesBucket', this.bucket.bucketName);
    const logGroup = new LogGroup(this, 'StreamLogs', {
      retention: props.logDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const prefixes = ['archive/', 'archive-errors/'];
    const role = deliveryRole(this, { bucket: this.bucket, prefixes, logGroup });
    this.stream = new DeliveryStream(this, 'Archive', {
      destination: new S3Bucket(this.bucket, {
        role: role.withoutPolicyUpdates(),
        dataOutputPrefix: 'archive/dt=!{timestamp:yyyy-MM-dd}/',
        errorOutputPrefix: 'archive-errors/!{firehose:error-output-type}/',
        fileExtension: '.ndjson.gz',
        compression: Compression.GZIP,
        bufferingInterval: Duration.minutes(5),
        bufferingSize: Size.mebibytes(16),
        loggingConfig: { logging: true, logGroup },
      }),
    });
    this.stream.node.addDependency(role);
  }

  grantArchive(fn: NodeFunction): void {
    fn.allow(['firehose:PutRecord'], [this.stream.deliveryStreamArn]);
    fn.addEnvironment('ARCHIVE_STREAM', this.stream.deliveryStreamName);
  }

  /**
   * Where an event source mapping writes records that its function failed on, whole. Lambda chooses
   * the keys: `aws/lambda/<mapping>/...` (Lambda developer guide, "Discarded batches").
   */
  failureDestination(): IEventSourceDlq {
    return {
      bind: (_mapping, fn) => {
        const { bucketArn } = this.bucket;
        const objects = this.bucket.arnForObjects('aws/lambda/*');
        const allow = (action: string, resource: string) => {
          fn.addToRolePolicy(new PolicyStatement({ actions: [action], resources: [resource] }));
        };
        allow('s3:PutObject', objects);
        allow('s3:ListBucket', bucketArn);
        return { destination: bucketArn };
      },
    };
  }

  grantQuarantine(fn: NodeFunction): void {
    fn.allow(['s3:PutObject'], [this.bucket.arnForObjects('quarantine/*')]);
    fn.addEnvironment('QUARANTINE_BUCKET', this.bucket.bucketName);
  }
}
