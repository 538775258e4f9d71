import { Duration, type RemovalPolicy } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { NodeFunction } from './node-function.ts';
import { stageOutput } from './stage-output.ts';

interface RetryQueuesProps {
  readonly removalPolicy: RemovalPolicy;
}

type Sink = 'table' | 'bus' | 'lake';

/** Six times the timeout of the redrive function, as Lambda advises (developer guide, SQS). */
const PAUSE = Duration.minutes(3);

/** Tries before an event becomes a dead letter: one every three minutes for a day. */
const TRIES = 480;

/**
 * Where events wait that the table, the bus or the lake refused: a queue for each, so that one that
 * is stuck holds up no other, and what was refused for a day.
 */
export class RetryQueues extends Construct {
  readonly deadLetters: Queue;
  readonly #queues: Readonly<Record<Sink, Queue>>;

  constructor(scope: Construct, id: string, { removalPolicy }: RetryQueuesProps) {
    super(scope, id);
    const settings = {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      removalPolicy,
    };
    this.deadLetters = new Queue(this, 'DeadLetters', settings);
    const queue = (name: string) => {
      return new Queue(this, name, {
        ...settings,
        visibilityTimeout: PAUSE,
        deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: TRIES },
      });
    };
    this.#queues = { table: queue('Table'), bus: queue('Bus'), lake: queue('Lake') };
    stageOutput(this, 'TableRetriesUrl', this.#queues.table.queueUrl);
    stageOutput(this, 'BusRetriesUrl', this.#queues.bus.queueUrl);
    stageOutput(this, 'LakeRetriesUrl', this.#queues.lake.queueUrl);
    stageOutput(this, 'RetryDeadLettersUrl', this.deadLetters.queueUrl);
  }

  /** Lets a function put what a sink refused in the sink's queue. */
  grantAdd(fn: NodeFunction, ...sinks: readonly Sink[]): void {
    for (const sink of sinks) {
      fn.allow(['sqs:SendMessage'], [this.#queues[sink].queueArn]);
      fn.addEnvironment(`${sink.toUpperCase()}_RETRY_QUEUE`, this.#queues[sink].queueUrl);
    }
  }

  /** Has a function offer what waits to its sink again. */
  redriveWith(fn: NodeFunction): void {
    for (const queue of Object.values(this.#queues)) {
      fn.addEventSource(
        new SqsEventSource(queue, {
          batchSize: 10,
          reportBatchItemFailures: true,
          maxConcurrency: 2,
        }),
      );
    }
  }
}
