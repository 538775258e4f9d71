import { Duration } from 'aws-cdk-lib';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
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
  readonly append: NodeFunction;
  readonly docs: NodeFunction;
  readonly authorize: NodeFunction;
  readonly fanout: NodeFunction;
  readonly redrive: NodeFunction;
  readonly summarize: NodeFunction;
  readonly rollup: NodeFunction;

  constructor(scope: Construct, id: string, { settings, data, version }: FunctionsProps) {
    super(scope, id);
    const logDays = settings.log_days;
    const holdBack = String(settings.feed_hold_back_seconds * 1000);
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

    this.query = new NodeFunction(this, 'Query', {
      name: 'query',
      description: 'Serves the log API',
      errorImpact: 'The log API does not answer.',
      // The feed holds an answer open for 20 seconds and may then take a slow read; the gateway waits 30.
      timeout: Duration.seconds(29),
      memory: 512,
      logDays,
    });
    data.table.grantQuery(this.query);
    data.keys.grantIdentity(this.query);
    this.query.addEnvironment('FEED_HOLD_BACK_MS', holdBack);
    this.query.addEnvironment('VERSION', version);

    this.append = new NodeFunction(this, 'Append', {
      name: 'append',
      description: "Appends events of the API's callers to conversations",
      errorImpact: 'Automations cannot append events to conversations.',
      timeout: Duration.seconds(10),
      memory: 512,
      logDays,
    });
    data.table.grantAppend(this.append);
    data.table.grantConversations(this.append);
    data.keys.grantIdentity(this.append);

    const budget = String(settings.requests_per_minute_per_key);
    for (const fn of [this.query, this.append]) {
      data.table.grantCount(fn);
      fn.addEnvironment('REQUESTS_PER_MINUTE_PER_KEY', budget);
    }
    if (settings.domain) {
      const publicUrl = `https://${settings.domain.name}`;
      for (const fn of [this.ingest, this.query]) fn.addEnvironment('PUBLIC_URL', publicUrl);
    }

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
    data.table.grantRestamp(this.fanout);
    this.fanout.addEnvironment('FEED_HOLD_BACK_MS', holdBack);
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

    this.summarize = new NodeFunction(this, 'Summarize', {
      name: 'summarize',
      description: 'Keeps conversation summaries, and closes conversations that are idle',
      errorImpact: 'Lists of conversations are out of date; the log itself is whole.',
      timeout: Duration.seconds(60),
      memory: 512,
      logDays,
    });
    data.table.grantSummarize(this.summarize);
    this.summarize.addEnvironment('IDLE_CLOSE_AFTER_HOURS', `${settings.idle_close_after_hours}`);
    this.summarize.addEventSource(streamSource(data));
    new Rule(this, 'CloseIdle', {
      description: 'Has conversations closed in which nobody has written for a while',
      schedule: Schedule.rate(Duration.minutes(5)),
      targets: [new LambdaFunction(this.summarize, { retryAttempts: 0 })],
    });

    this.rollup = new NodeFunction(this, 'Rollup', {
      name: 'rollup',
      description: 'Counts the quarter hours that got events, for the metrics',
      errorImpact: 'Metrics are out of date; the log itself is whole.',
      timeout: Duration.minutes(5),
      memory: 1024,
      logDays,
    });
    data.table.grantRollup(this.rollup);
    new Rule(this, 'CountQuarters', {
      description: 'Has quarter hours counted that got events since they were counted last',
      schedule: Schedule.rate(Duration.minutes(5)),
      targets: [new LambdaFunction(this.rollup, { retryAttempts: 0 })],
    });
  }

  /** All of them, for monitoring. */
  get all(): readonly NodeFunction[] {
    return [
      this.ingest,
      this.query,
      this.append,
      this.docs,
      this.authorize,
      this.fanout,
      this.redrive,
      this.summarize,
      this.rollup,
    ];
  }

  /** How far a reader of the stream lies behind the table, in milliseconds. */
  iteratorAge(reader: 'fanout' | 'summarize'): Metric {
    return this[reader].metric('IteratorAge', {
      statistic: 'max',
      period: Duration.minutes(5),
    });
  }
}

/** The table's stream as its two readers see it: events only, each tried for a day, none lost. */
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
        eventName: FilterRule.or('INSERT', 'MODIFY'),
        dynamodb: { NewImage: { body: { S: FilterRule.exists() } } },
      }),
    ],
  });
}
