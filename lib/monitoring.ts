import { Duration, Stack } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { NodeFunction } from './node-function.ts';

const RUNBOOK = 'See docs/runbook.md';

interface AlarmProps {
  readonly metric: IMetric;
  readonly threshold: number;
  /** What people lose while it lasts. */
  readonly impact: string;
}

interface LoggedCount {
  readonly fn: NodeFunction;
  readonly code: string;
  readonly field: string;
  readonly impact: string;
}

interface MonitoringProps {
  readonly email?: string | undefined;
}

/** The one way to raise an alarm: each says what people lose, and goes to one topic. */
export class Monitoring extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { email }: MonitoringProps) {
    super(scope, id);
    this.topic = new Topic(this, 'Alarms', { enforceSSL: true });
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    );
    if (email) this.topic.addSubscription(new EmailSubscription(email));
  }

  /** Errors, throttles and time running out. */
  watchFunction(fn: NodeFunction): void {
    const { errorImpact: impact } = fn;
    const period = Duration.minutes(5);
    this.alarm(`${fn.node.id}Errors`, {
      metric: fn.metricErrors({ period }),
      threshold: 1,
      impact,
    });
    this.alarm(`${fn.node.id}Throttles`, {
      metric: fn.metricThrottles({ period }),
      threshold: 1,
      impact,
    });
    const limit = fn.timeout?.toMilliseconds() ?? 3_000;
    const metric = fn.metricDuration({ period, statistic: 'p99' });
    this.alarm(`${fn.node.id}Slow`, { metric, threshold: limit * 0.8, impact });
  }

  /** Anything at all in a dead-letter queue. */
  watchDeadLetters(queue: Queue, impact: string): void {
    const metric = queue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(5) });
    this.alarm(`${queue.node.scope?.node.id}DeadLetters`, { metric, threshold: 1, impact });
  }

  /** Anything at all in a count that a function logs: the sum of a field over lines with a code. */
  watchLogged(id: string, logged: LoggedCount): void {
    const { fn, code, field, impact } = logged;
    const namespace = `ConversationLog/${Stack.of(this).stackName}`;
    const filter = new MetricFilter(this, `${id}Logged`, {
      logGroup: fn.logGroup,
      filterPattern: FilterPattern.stringValue('$.code', '=', code),
      metricNamespace: namespace,
      metricName: code,
      metricValue: `$.${field}`,
    });
    const metric = filter.metric({ statistic: 'sum', period: Duration.minutes(5) });
    this.alarm(id, { metric, threshold: 1, impact });
  }

  alarm(id: string, { metric, threshold, impact }: AlarmProps): void {
    const alarm = new Alarm(this, id, {
      metric,
      threshold,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      alarmDescription: `${impact} ${RUNBOOK}#${id.toLowerCase()}`,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
  }
}
