import { RemovalPolicy, Stack, type StackProps, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { DeliveryStore } from './delivery-store.ts';
import { DeploymentKeys } from './deployment-keys.ts';
import { EventBus } from './event-bus.ts';
import { EventTable } from './event-table.ts';
import { Lake } from './lake.ts';
import { RetryQueues } from './retry-queues.ts';
import type { StageSettings } from './settings.ts';

interface DataStackProps extends StackProps {
  readonly settings: StageSettings;
}

/** What a stage must not lose: table, keys, raw deliveries, bus with its archive, lake, what waits. */
export class DataStack extends Stack {
  readonly table: EventTable;
  readonly keys: DeploymentKeys;
  readonly deliveries: DeliveryStore;
  readonly bus: EventBus;
  readonly lake: Lake;
  readonly retries: RetryQueues;

  constructor(scope: Construct, id: string, { settings, ...props }: DataStackProps) {
    super(scope, id, { ...props, terminationProtection: !settings.disposable });
    const removalPolicy = settings.disposable ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN;
    this.table = new EventTable(this, 'Events', {
      removalPolicy,
      deletionProtection: !settings.disposable,
      recoveryDays: settings.point_in_time_recovery_days,
      shards: settings.shards,
    });
    this.keys = new DeploymentKeys(this, 'Keys', { removalPolicy });
    this.deliveries = new DeliveryStore(this, 'Deliveries', {
      removalPolicy,
      archiveDays: settings.archive_days,
      quarantineDays: settings.quarantine_days,
      logDays: settings.log_days,
    });
    this.bus = new EventBus(this, 'Automation', {
      removalPolicy,
      archiveDays: settings.bus_archive_days,
    });
    this.lake = new Lake(this, 'Lake', {
      removalPolicy,
      stage: settings.stage,
      messageText: settings.lake_message_text,
      errorDays: settings.quarantine_days,
      logDays: settings.log_days,
      scanLimit: settings.lake_scan_limit_gigabytes,
    });
    this.retries = new RetryQueues(this, 'Retries', { removalPolicy });
    Tags.of(this).add('conversation-log:stage', settings.stage);
  }
}
