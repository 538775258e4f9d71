import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { DescribeDeliveryStreamCommand, FirehoseClient } from '@aws-sdk/client-firehose';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Finding, Probes, QueueDepth } from './deployment.ts';
import { queueListener } from './queue-listener.ts';
import type { StageStacks } from './stage-stacks.ts';

/** A stack in one of these states is what was last deployed; the others are under way, or went wrong. */
const DEPLOYED = ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'IMPORT_COMPLETE'];

/** How to look inside a stage. */
export function stageProbes({ stage, data, states }: StageStacks): Probes {
  // With AWS_ENDPOINT_URL a queue may be known by another name of the host.
  const sqs = new SQSClient({ useQueueUrlAsEndpoint: false });
  const firehose = new FirehoseClient();
  const events = new EventBridgeClient();
  const queues = {
    'retries of the table': data.TableRetriesUrl,
    'retries of the bus': data.BusRetriesUrl,
    'retries of the lake': data.LakeRetriesUrl,
    'dead letters of the retries': data.RetryDeadLettersUrl,
    'dead letters of the bus': data.BusDeadLettersUrl,
  };
  return {
    parts: async () => ({
      good: states.every(({ status }) => DEPLOYED.includes(status)),
      text: states.map(({ name, status }) => `${name} ${status}`).join(', '),
    }),
    busListener: (run) => {
      return queueListener({
        events,
        sqs,
        bus: data.BusName,
        name: `conversation-log-${stage}-${run}`,
      });
    },
    lake: () => lakeState(data.LakeStream, firehose),
    queues: () => {
      return Promise.all(Object.entries(queues).map(([name, url]) => depthOf(name, url, sqs)));
    },
  };
}

/** Firehose takes minutes until an event is in the bucket: its stream's state is what shows at once. */
async function lakeState(
  DeliveryStreamName: string,
  firehose: Pick<FirehoseClient, 'send'>,
): Promise<Finding> {
  const answer = await firehose.send(new DescribeDeliveryStreamCommand({ DeliveryStreamName }));
  const status = answer.DeliveryStreamDescription?.DeliveryStreamStatus;
  return { good: status === 'ACTIVE', text: `the stream ${DeliveryStreamName} is ${status}` };
}

async function depthOf(
  name: string,
  QueueUrl: string,
  sqs: Pick<SQSClient, 'send'>,
): Promise<QueueDepth> {
  const input = {
    QueueUrl,
    AttributeNames: [
      'ApproximateNumberOfMessages' as const,
      'ApproximateNumberOfMessagesNotVisible' as const,
    ],
  };
  const { Attributes = {} } = await sqs.send(new GetQueueAttributesCommand(input));
  const counts = input.AttributeNames.map((attribute) => Number(Attributes[attribute] ?? 0));
  return { name, waiting: counts.reduce((sum, count) => sum + count) };
}
