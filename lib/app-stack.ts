import { Stack, type StackProps, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { DataStack } from './data-stack.ts';
import { Functions } from './functions.ts';
import { HttpApi } from './http-api.ts';
import { Monitoring } from './monitoring.ts';
import type { StageSettings } from './settings.ts';

interface AppStackProps extends StackProps {
  readonly settings: StageSettings;
  readonly data: DataStack;
  readonly version: string;
}

/** What can be made anew at any time: functions, the HTTP API, alarms. */
export class AppStack extends Stack {
  constructor(scope: Construct, id: string, { settings, data, version, ...props }: AppStackProps) {
    super(scope, id, props);
    const functions = new Functions(this, 'Functions', { settings, data, version });
    const { ingest, query, append, docs } = functions;
    new HttpApi(this, 'Http', {
      settings,
      functions: { ingest, query, append, docs },
      authorizer: functions.authorize,
    });
    const monitoring = new Monitoring(this, 'Monitoring', { email: settings.alarm_email });
    for (const fn of functions.all) monitoring.watchFunction(fn);
    monitoring.alarm('FanoutBehind', {
      metric: functions.iteratorAge('fanout'),
      threshold: 60_000,
      impact: 'Rules and the lake hear of new events more than a minute late.',
    });
    monitoring.alarm('SummarizeBehind', {
      metric: functions.iteratorAge('summarize'),
      threshold: 60_000,
      impact: 'Lists of conversations are more than a minute out of date.',
    });
    monitoring.watchLogged('FeedLate', {
      fn: functions.fanout,
      code: 'arrival_restamped',
      field: 'events',
      impact: 'The feed gave events later than their time, or twice; it skipped none.',
    });
    monitoring.watchLogged('FeedUnwatched', {
      fn: functions.fanout,
      code: 'arrivals_unwatched',
      field: 'events',
      impact: 'Fan-out could not look whether the feed will have events; it tries again.',
    });
    monitoring.watchDeadLetters(
      data.bus.deadLetters,
      'A rule did not reach its target for a day; its events lie in the dead-letter queue.',
    );
    monitoring.watchDeadLetters(
      data.retries.deadLetters,
      'The table, the bus or the lake refused events for a day; they lie in the dead-letter queue.',
    );
    monitoring.alarm('LakeBehind', {
      metric: data.lake.freshness(),
      threshold: 1_800,
      impact: 'SQL sees new events more than half an hour late.',
    });
    monitoring.alarm('LakeConversion', {
      metric: data.lake.failedConversions(),
      threshold: 1,
      impact: 'Events were not converted for the lake; they lie below errors/ of its bucket.',
    });
    Tags.of(this).add('conversation-log:stage', settings.stage);
  }
}
