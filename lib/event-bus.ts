import { Duration, type RemovalPolicy } from 'aws-cdk-lib';
import { Archive, EventBus as Bus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { BUS_SOURCE } from '../core/bus/contract.ts';
import type { NodeFunction } from './node-function.ts';
import { stageOutput } from './stage-output.ts';

interface EventBusProps {
  readonly archiveDays: number;
  readonly removalPolicy: RemovalPolicy;
}

/** The bus of events with its archive, and a dead-letter queue that rules can name. */
export class EventBus extends Construct {
  readonly bus: Bus;
  /** What a rule's target did not take after a day of retries. */
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: EventBusProps) {
    super(scope, id);
    this.deadLetters = new Queue(this, 'DeadLetters', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      removalPolicy: props.removalPolicy,
    });
    this.bus = new Bus(this, 'Bus', {
      description: 'Every event of the conversation log',
      deadLetterQueue: this.deadLetters,
    });
    this.#letTheBusSend();
    new Archive(this, 'Archive', {
      sourceEventBus: this.bus,
      description: 'Replays events to rules',
      eventPattern: { source: [BUS_SOURCE] },
      retention: Duration.days(props.archiveDays),
    });
    stageOutput(this, 'BusName', this.bus.eventBusName);
    stageOutput(this, 'BusDeadLettersArn', this.deadLetters.queueArn);
    stageOutput(this, 'BusDeadLettersUrl', this.deadLetters.queueUrl);
  }

  /** Puts the log's own events on the bus, and no others. */
  grantPublish(fn: NodeFunction): void {
    fn.addToRolePolicy(
      new PolicyStatement({
        actions: ['events:PutEvents'],
        resources: [this.bus.eventBusArn],
        conditions: { StringEquals: { 'events:source': BUS_SOURCE } },
      }),
    );
    fn.addEnvironment('BUS_NAME', this.bus.eventBusName);
  }

  /** Without this statement EventBridge drops what it cannot deliver, silently. */
  #letTheBusSend(): void {
    const { stack } = this.bus;
    const rules = stack.formatArn({
      service: 'events',
      resource: 'rule',
      resourceName: `${this.bus.eventBusName}/*`,
    });
    this.deadLetters.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('events.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [this.deadLetters.queueArn],
        conditions: { ArnLike: { 'aws:SourceArn': [this.bus.eventBusArn, rules] } },
      }),
    );
  }
}
