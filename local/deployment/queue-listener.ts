import {
  DeleteRuleCommand,
  type EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { LogError } from '../../core/events/errors.ts';
import { DOCTOR_PATTERN } from '../doctor/doctor-rule.ts';
import { deliveredEventId } from './delivered-event.ts';
import type { BusListener } from './deployment.ts';

interface Options {
  readonly events: Pick<EventBridgeClient, 'send'>;
  readonly sqs: Pick<SQSClient, 'send'>;
  /** Name of the bus. */
  readonly bus: string;
  /** Of the rule and of the queue, at most 64 characters. */
  readonly name: string;
}

const TARGET = 'queue';

/** Seconds that one look waits for a message. */
const LOOK = 2;

/** A rule on an EventBridge bus with a queue as its target, both gone after `stop`. */
export function queueListener({ events, sqs, bus, name }: Options): BusListener {
  const rule = { Name: name, EventBusName: bus };
  const target = { Rule: name, EventBusName: bus };
  const undo: (() => Promise<unknown>)[] = [];
  let queueUrl = '';
  return {
    start: async () => {
      const pattern = { EventPattern: JSON.stringify(DOCTOR_PATTERN) };
      const Description = 'Made by npm run doctor, which removes it';
      const { RuleArn = '' } = await events.send(
        new PutRuleCommand({ ...rule, ...pattern, Description }),
      );
      undo.unshift(() => events.send(new DeleteRuleCommand(rule)));
      const created = await sqs.send(
        new CreateQueueCommand({ QueueName: name, Attributes: { MessageRetentionPeriod: '600' } }),
      );
      queueUrl = created.QueueUrl ?? '';
      undo.unshift(() => sqs.send(new DeleteQueueCommand({ QueueUrl: queueUrl })));
      const Arn = await letSend(sqs, queueUrl, RuleArn);
      const put = await events.send(
        new PutTargetsCommand({ ...target, Targets: [{ Id: TARGET, Arn }] }),
      );
      const refused = put.FailedEntries?.[0]?.ErrorMessage;
      if (refused) throw new LogError('aws_unavailable', `The bus took no target: ${refused}`);
      undo.unshift(() => events.send(new RemoveTargetsCommand({ ...target, Ids: [TARGET] })));
    },
    received: async () => {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: queueUrl,
          MaxNumberOfMessages: 10,
          WaitTimeSeconds: LOOK,
        }),
      );
      return Messages.map(({ Body = '' }) => deliveredEventId(Body));
    },
    stop: async () => {
      const outcomes = [];
      // In turn: EventBridge deletes no rule that has a target.
      for (const step of undo.splice(0)) outcomes.push(await settled(step()));
      const failed = outcomes.find((error) => error !== null);
      if (failed) throw failed;
    },
  };
}

/** Lets the rule send to the queue; gives the queue's ARN. */
async function letSend(
  sqs: Pick<SQSClient, 'send'>,
  QueueUrl: string,
  ruleArn: string,
): Promise<string> {
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
  );
  const Resource = Attributes?.QueueArn ?? '';
  const statement = {
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource,
    Condition: { ArnEquals: { 'aws:SourceArn': ruleArn } },
  };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
  return Resource;
}

async function settled(step: Promise<unknown>): Promise<unknown> {
  return step.then(
    () => null,
    (error: unknown) => error,
  );
}
