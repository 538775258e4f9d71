import { Duration } from 'aws-cdk-lib';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import { DOCS_FILES } from '../lambdas/docs/files.ts';
import type { DataStack } from './data-stack.ts';
import { NodeFunction } from './node-function.ts';
import type { StageSettings } from './settings.ts';

interface FunctionsProps {
  readonly settings: StageSettings;
  readonly data: DataStack;
  readonly version: string;
}

/** The deployed functions, each with exactly what it may do. */
export class Functions extends Construct {
  readonly ingest: NodeFunction;
  readonly query: NodeFunction;
  readonly docs: NodeFunction;
  readonly authorize: NodeFunction;
  readonly fanout: NodeFunction;
  readonly redrive: NodeFunction;

  constructor(scope: Construct, id: string, { settings, data, version }: FunctionsProps) {
    super(scope, id);
    const logDays = settings.log_days;
    this.ingest = new NodeFunction(this, 'Ingest', {
      name: 'ingest',
      description: 'Takes webhooks: verifies, normalizes and appends them',
      errorImpact: 'Webhooks are not taken; providers that give up lose events.',
      timeout: Duration.seconds(20),
      memory: 512,
      reservedConcurrency: settings.reserved_ingest_concurrency ?? undefined,
      logDays,
    });
    data.table.grantAppend(this.ingest);
    data.keys.grantOpen(this.ingest);
    data.keys.grantIdentity(this.ingest);
    data.deliveries.grantArchive(this.ingest);
    data.deliveries.grantQuarantine(this.ingest);
    data.retries.grantAdd(this.ingest, 'table');
    if (settings.domain)
      this.ingest.addEnvironment('PUBLIC_URL', `https://${settings.domain.name}`);

    this.query = new NodeFunction(this, 'Query', {
      name: 'query',
      description: 'Serves the log API',
      errorImpact: 'The log API does not answer.',
      timeout: Duration.seconds(15),
      memory: 512,
      logDays,
    });
    data.table.grantQuery(this.query);
    this.query.addEnvironment('VERSION', version);

    this.docs = new NodeFunction(this, 'Docs', {
      name: 'docs',
      description: 'Serves the description of the API, and the page that shows it',
      errorImpact: 'The API is served, but its description is not.',
      timeout: Duration.seconds(5),
      memory: 512,
      logDays,
      files: Object.entries(DOCS_FILES).map(([name, { source }]) => ({ name, source })),
    });

    this.authorize = new NodeFunction(this, 'Authorize', {
      name: 'authorize',
      description: 'Tells whose API key a request has',
      errorImpact: 'Nobody can use the log API.',
      timeout: Duration.seconds(5),
      memory: 256,
      logDays,
    });
    data.table.grantGet(this.authorize);
    data.keys.grantPepper(this.authorize);

    this.fanout = new NodeFunction(this, 'Fanout', {
      name: 'fanout',
      description: 'Takes every appended event to the bus and the lake',
      errorImpact: 'Neither rules nor the lake hear of new events; the log itself is whole.',
      timeout: Duration.seconds(30),
      memory: 512,
      logDays,
    });
    data.bus.grantPublish(this.fanout);
    data.lake.grantWrite(this.fanout);
    data.retries.grantAdd(this.fanout, 'bus', 'lake');
    this.fanout.addEventSource(streamSource(data));

    this.redrive = new NodeFunction(this, 'Redrive', {
      name: 'redrive',
      description: 'Offers events to the table, the bus or the lake again that these refused',
      errorImpact: 'Events that were refused for a while are not offered again.',
      timeout: Duration.seconds(30),
      memory: 512,
      logDays,
    });
    data.table.grantAppend(this.redrive);
    data.bus.grantPublish(this.redrive);
    data.lake.grantWrite(this.redrive);
    data.retries.redriveWith(this.redrive);
  }

  /** All of them, for monitoring. */
  get all(): readonly NodeFunction[] {
    return [this.ingest, this.query, this.docs, this.authorize, this.fanout, this.redrive];
  }

  /** How far fan-out lies behind the table, in milliseconds. */
  iteratorAge(): Metric {
    return this.fanout.metric('IteratorAge', {
      statistic: 'max',
      period: Duration.minutes(5),
    });
  }
}

/** The table's stream as fan-out reads it: new events only, each tried for a day, none lost. */
function streamSource({ table, deliveries }: DataStack): DynamoEventSource {
  return new DynamoEventSource(table.table, {
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize: 100,
    bisectBatchOnError: true,
    reportBatchItemFailures: true,
    retryAttempts: 100,
    maxRecordAge: Duration.hours(23),
    onFailure: deliveries.failureDestination(),
    filters: [
      FilterCriteria.filter({
        eventName: FilterRule.isEqual('INSERT'),
        dynamodb: { NewImage: { body: { S: FilterRule.exists() } } },
      }),
    ],
  });
}
