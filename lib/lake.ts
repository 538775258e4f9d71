import { Duration, RemovalPolicy, Size, Stack } from 'aws-cdk-lib';
import { CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnDatabase, CfnTable } from 'aws-cdk-lib/aws-glue';
import {
  DeliveryStream,
  OpenXJsonInputFormat,
  ParquetCompression,
  ParquetOutputFormat,
  S3Bucket,
  SchemaConfiguration,
} from 'aws-cdk-lib/aws-kinesisfirehose';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { hiveType, lakeColumns, PARTITION } from '../core/lake/columns.ts';
import { EVENTS_TABLE, lakeViews, type View } from '../core/lake/views.ts';
import { deliveryRole } from './delivery-role.ts';
import type { NodeFunction } from './node-function.ts';
import { stageOutput } from './stage-output.ts';

interface LakeProps {
  readonly removalPolicy: RemovalPolicy;
  readonly stage: string;
  readonly messageText: boolean;
  /** Days that records are kept which could not be converted. */
  readonly errorDays: number;
  readonly logDays: number;
  /** The most gigabytes that one query may scan. */
  readonly scanLimit: number;
}

const EVENTS = 'events/';
const ERRORS = 'errors/';

/** The first day that a partition can have. */
const FIRST_DAY = '2026-01-01';

/** The lake: events as Parquet files by day of arrival, with the table, views and workgroup of Athena. */
export class Lake extends Construct {
  readonly stream: DeliveryStream;
  readonly #bucket: Bucket;
  readonly #database: CfnDatabase;

  constructor(scope: Construct, id: string, props: LakeProps) {
    super(scope, id);
    this.#bucket = new Bucket(this, 'Bucket', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      removalPolicy: props.removalPolicy,
      lifecycleRules: [
        { prefix: ERRORS, expiration: Duration.days(props.errorDays) },
        { abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ],
    });
    const name = `conversation_log_${props.stage.replaceAll('-', '_')}`;
    const { account: catalogId } = Stack.of(this);
    this.#database = new CfnDatabase(this, 'Database', { catalogId, databaseInput: { name } });
    const table = this.#addTable(props.messageText);
    for (const view of lakeViews(props)) this.#addView(view, name);
    this.stream = this.#addStream(table, props);
    this.#addWorkGroup(props);
    stageOutput(this, 'LakeDatabase', name);
    stageOutput(this, 'LakeBucket', this.#bucket.bucketName);
    stageOutput(this, 'LakeStream', this.stream.deliveryStreamName);
  }

  /** Writes events, as lines of JSON, to the stream that makes Parquet of them. */
  grantWrite(fn: NodeFunction): void {
    fn.allow(['firehose:PutRecordBatch'], [this.stream.deliveryStreamArn]);
    fn.addEnvironment('LAKE_STREAM', this.stream.deliveryStreamName);
  }

  /** Age of the oldest event that is not in the lake yet, in seconds. */
  freshness(): Metric {
    return this.#metric('DeliveryToS3.DataFreshness', 'max');
  }

  /** Events that the columns could not take. */
  failedConversions(): Metric {
    return this.#metric('FailedConversion.Records', 'sum');
  }

  #metric(name: string, statistic: string): Metric {
    return this.stream.metric(name, { statistic, period: Duration.minutes(5) });
  }

  /** Partitions are projected from the day, so none is ever added (Athena, partition projection). */
  #addTable(messageText: boolean): CfnTable {
    const location = `s3://${this.#bucket.bucketName}/${EVENTS}`;
    const parquet = 'org.apache.hadoop.hive.ql.io.parquet';
    return this.#glueTable('Events', {
      name: EVENTS_TABLE,
      description: 'Events as they arrived; one can be there more than once',
      tableType: 'EXTERNAL_TABLE',
      partitionKeys: [{ name: PARTITION, type: 'date' }],
      parameters: {
        classification: 'parquet',
        'projection.enabled': 'true',
        [`projection.${PARTITION}.type`]: 'date',
        [`projection.${PARTITION}.format`]: 'yyyy-MM-dd',
        [`projection.${PARTITION}.range`]: `${FIRST_DAY},NOW+1DAYS`,
        'storage.location.template': `${location}${PARTITION}=\${${PARTITION}}/`,
      },
      storageDescriptor: {
        location,
        columns: lakeColumns({ messageText }).map(({ name, type }) => ({
          name,
          type: hiveType(type),
        })),
        inputFormat: `${parquet}.MapredParquetInputFormat`,
        outputFormat: `${parquet}.MapredParquetOutputFormat`,
        serdeInfo: { serializationLibrary: `${parquet}.serde.ParquetHiveSerDe` },
      },
    });
  }

  /** A view as Athena itself writes it to the catalog: its query as JSON in base64. */
  #addView({ name, comment, columns, sql }: View, schema: string): void {
    const definition = {
      originalSql: sql,
      catalog: 'awsdatacatalog',
      schema,
      columns: columns.map(({ name: column, type }) => ({ name: column, type })),
    };
    const encoded = Buffer.from(JSON.stringify(definition)).toString('base64');
    this.#glueTable(`View-${name}`, {
      name,
      description: comment,
      tableType: 'VIRTUAL_VIEW',
      parameters: { presto_view: 'true', comment: 'Presto View' },
      partitionKeys: [],
      viewOriginalText: `/* Presto View: ${encoded} */`,
      viewExpandedText: '/* Presto View */',
      storageDescriptor: {
        columns: columns.map(({ name: column, type }) => {
          return { name: column, type: type === 'varchar' ? 'string' : type };
        }),
        serdeInfo: {},
      },
    });
  }

  #glueTable(id: string, tableInput: CfnTable.TableInputProperty): CfnTable {
    const { account: catalogId } = Stack.of(this);
    return new CfnTable(this, id, { catalogId, databaseName: this.#database.ref, tableInput });
  }

  #addStream(table: CfnTable, { logDays }: LakeProps): DeliveryStream {
    const logGroup = new LogGroup(this, 'StreamLogs', {
      retention: logDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const prefixes = [EVENTS, ERRORS];
    const role = deliveryRole(this, { bucket: this.#bucket, prefixes, logGroup, table });
    const stream = new DeliveryStream(this, 'Stream', {
      destination: new S3Bucket(this.#bucket, {
        role: role.withoutPolicyUpdates(),
        dataOutputPrefix: `${EVENTS}${PARTITION}=!{timestamp:yyyy-MM-dd}/`,
        errorOutputPrefix: `${ERRORS}!{firehose:error-output-type}/${PARTITION}=!{timestamp:yyyy-MM-dd}/`,
        bufferingInterval: Duration.minutes(5),
        // The least that Firehose allows with a conversion.
        bufferingSize: Size.mebibytes(64),
        dataFormatConversion: {
          schemaConfiguration: SchemaConfiguration.fromCfnTable(table),
          // Keys of maps are the providers' own: their case stays.
          inputFormat: new OpenXJsonInputFormat({ lowercaseColumnNames: false }),
          outputFormat: new ParquetOutputFormat({ compression: ParquetCompression.SNAPPY }),
        },
        loggingConfig: { logging: true, logGroup },
      }),
    });
    stream.node.addDependency(role);
    return stream;
  }

  #addWorkGroup({ stage, scanLimit, removalPolicy }: LakeProps): void {
    const workGroup = new CfnWorkGroup(this, 'WorkGroup', {
      name: `conversation-log-${stage}`,
      description: 'Queries of the conversation log',
      recursiveDeleteOption: removalPolicy === RemovalPolicy.DESTROY,
      workGroupConfiguration: {
        enforceWorkGroupConfiguration: true,
        publishCloudWatchMetricsEnabled: true,
        bytesScannedCutoffPerQuery: scanLimit * 1024 ** 3,
        managedQueryResultsConfiguration: { enabled: true },
      },
    });
    stageOutput(this, 'LakeWorkGroup', workGroup.name);
  }
}
