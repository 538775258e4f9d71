import type { RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  Billing,
  type GlobalSecondaryIndexPropsV2,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { TABLE } from '../core/store/table.ts';
import type { NodeFunction } from './node-function.ts';
import { stageOutput } from './stage-output.ts';

interface EventTableProps {
  readonly removalPolicy: RemovalPolicy;
  readonly deletionProtection: boolean;
  readonly recoveryDays: number;
  readonly shards: readonly number[];
}

/** Environment names that a grant sets, as the functions' env.ts read them. */
type TableVariables = 'TABLE_NAME' | 'SHARDS';

/** The one table with its stream; grants bring the variables that a function finds it by. */
export class EventTable extends Construct {
  readonly table: TableV2;
  readonly #shards: readonly number[];

  constructor(scope: Construct, id: string, props: EventTableProps) {
    super(scope, id);
    this.#shards = props.shards;
    this.table = new TableV2(this, 'Table', {
      partitionKey: text(TABLE.partitionKey),
      sortKey: text(TABLE.sortKey),
      globalSecondaryIndexes: Object.values(TABLE.indexes).map(indexProps),
      billing: Billing.onDemand(),
      dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
      timeToLiveAttribute: TABLE.timeToLive,
      pointInTimeRecoverySpecification: {
        pointInTimeRecoveryEnabled: true,
        recoveryPeriodInDays: props.recoveryDays,
      },
      encryption: TableEncryptionV2.awsManagedKey(),
      deletionProtection: props.deletionProtection,
      removalPolicy: props.removalPolicy,
    });
    stageOutput(this, 'TableName', this.table.tableName);
  }

  /** Appends events and markers, and reads back what an id holds. */
  grantAppend(fn: NodeFunction): void {
    this.#grant(fn, ['dynamodb:PutItem', 'dynamodb:GetItem'], ['TABLE_NAME', 'SHARDS']);
  }

  /** Reads events by id, time and conversation, and conversations by their last activity. */
  grantQuery(fn: NodeFunction): void {
    this.#grant(fn, ['dynamodb:GetItem', 'dynamodb:Query'], ['TABLE_NAME', 'SHARDS']);
    fn.allow(['dynamodb:Query'], [this.#index('byTime'), this.#index('byArrival')]);
  }

  /** Folds conversations: reads their events, writes summaries and what was concluded. */
  grantSummarize(fn: NodeFunction): void {
    const actions = ['GetItem', 'Query', 'PutItem', 'DeleteItem'].map((name) => `dynamodb:${name}`);
    this.#grant(fn, actions, ['TABLE_NAME', 'SHARDS']);
    fn.allow(['dynamodb:Query'], [this.#index('byArrival')]);
    this.#allowUpdates(fn, 'rollup#*');
  }

  /** Reads events by time and summaries, and stores counts. */
  grantRollup(fn: NodeFunction): void {
    this.#grant(fn, ['dynamodb:GetItem'], ['TABLE_NAME', 'SHARDS']);
    fn.allow(['dynamodb:Query'], [this.#index('byTime')]);
    this.#allowUpdates(fn, 'rollup#*');
  }

  /** Reads the events of single conversations. */
  grantConversations(fn: NodeFunction): void {
    this.#grant(fn, ['dynamodb:Query'], ['TABLE_NAME', 'SHARDS']);
  }

  /** Looks at the order of arrival and gives events a new place in it. */
  grantRestamp(fn: NodeFunction): void {
    fn.addEnvironment('TABLE_NAME', this.table.tableName);
    this.#allowUpdates(fn, '*#cnv_*');
    fn.allow(['dynamodb:Query'], [this.#index('byArrival')]);
  }

  /** Reads single items: sources, API keys. */
  grantGet(fn: NodeFunction): void {
    this.#grant(fn, ['dynamodb:GetItem'], ['TABLE_NAME']);
  }

  /** Counts the requests of API keys, and changes nothing else. */
  grantCount(fn: NodeFunction): void {
    this.#allowUpdates(fn, 'budget#*');
  }

  /** Lets a function change items in place, of one kind alone. */
  #allowUpdates(fn: NodeFunction, partitions: string): void {
    fn.allow(['dynamodb:UpdateItem'], [this.table.tableArn], {
      'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [partitions] },
    });
  }

  #index(name: keyof typeof TABLE.indexes): string {
    return `${this.table.tableArn}/index/${TABLE.indexes[name].name}`;
  }

  #grant(fn: NodeFunction, actions: string[], variables: readonly TableVariables[]): void {
    const values = { TABLE_NAME: this.table.tableName, SHARDS: this.#shards.join(',') };
    fn.allow(actions, [this.table.tableArn]);
    for (const name of variables) fn.addEnvironment(name, values[name]);
  }
}

function text(name: string) {
  return { name, type: AttributeType.STRING };
}

function indexProps(index: {
  readonly name: string;
  readonly partitionKey: string;
  readonly sortKey: string;
}): GlobalSecondaryIndexPropsV2 {
  return {
    indexName: index.name,
    partitionKey: text(index.partitionKey),
    sortKey: text(index.sortKey),
    projectionType: ProjectionType.ALL,
  };
}
