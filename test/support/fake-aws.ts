import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as z from 'zod';
import { compilePattern, type Matcher } from '../../local/bus/pattern.ts';
import type { ServedData } from '../../local/data.ts';

/** What a stage's stacks say, and what stands behind them. */
interface FakeStage {
  /** Outputs by the name of their stack. */
  readonly stacks: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The table, and the box of secrets that is KMS here. */
  readonly data: ServedData;
  /** Values by the ARN of their secret. */
  readonly secrets: Readonly<Record<string, string>>;
}

interface Rule {
  readonly matches: Matcher;
  readonly queues: Set<string>;
}

const named = (name: string) => z.object({ [name]: z.string() });
const encryption = z.object({ EncryptionContext: z.object({ 'conversation-log': z.string() }) });
const base64 = (text: string) => Buffer.from(text, 'base64').toString('utf8');

/**
 * A stand-in on the loopback interface for the AWS services that commands on a stage call, over the
 * table of a running one-machine app. What is posted to `/bus` goes to the queues of matching rules.
 */
export class FakeAws {
  /** Actions that fail, with the name of their error. */
  readonly broken = new Map<string, string>();
  /** Messages that wait in queues, by URL. */
  readonly queues = new Map<string, string[]>();
  readonly rules = new Map<string, Rule>();
  streamStatus = 'ACTIVE';
  #stage: FakeStage | null = null;
  readonly #server: Server = createServer(async (request, response) => {
    const [status, text] = await this.#answer(request);
    response.writeHead(status).end(text);
  });

  static async start(): Promise<FakeAws> {
    const aws = new FakeAws();
    await new Promise<void>((resolve) => aws.#server.listen(0, '127.0.0.1', resolve));
    return aws;
  }

  serve(stage: FakeStage): void {
    this.#stage = stage;
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The environment by which the SDK finds it. */
  get env(): Record<string, string> {
    const credentials = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
    return { AWS_ENDPOINT_URL: this.url, AWS_REGION: 'eu-central-1', ...credentials };
  }

  async #answer(request: IncomingMessage): Promise<readonly [number, string]> {
    const body = Buffer.concat(await Array.fromAsync(request)).toString();
    if (request.url === '/bus') return this.#deliver(body);
    const target = String(request.headers['x-amz-target'] ?? 'CloudFormation');
    const action = target.replace(/^.*\./, '');
    const error = this.broken.get(action);
    if (error) return [400, JSON.stringify({ __type: error, message: `${action} failed` })];
    if (target === 'CloudFormation') return this.#describeStack(body);
    if (target.startsWith('DynamoDB_')) return this.#forward(request, body);
    const handler = this.#actions[action];
    if (!handler) return [400, JSON.stringify({ __type: 'UnknownOperationException' })];
    return [200, JSON.stringify((await handler(JSON.parse(body))) ?? {})];
  }

  readonly #actions: Readonly<Record<string, (input: unknown) => unknown>> = {
    PutRule: (input) => {
      const { Name, EventPattern } = z
        .object({ Name: z.string(), EventPattern: z.string() })
        .parse(input);
      const matches = compilePattern(JSON.parse(EventPattern));
      this.rules.set(Name, { matches, queues: new Set() });
      return { RuleArn: `arn:rule/${Name}` };
    },
    PutTargets: (input) => {
      const target = z.object({
        Rule: z.string(),
        Targets: z.array(z.object({ Arn: z.string() })),
      });
      const { Rule, Targets } = target.parse(input);
      for (const { Arn } of Targets) this.rules.get(Rule)?.queues.add(this.#queueUrl(Arn));
      return { FailedEntryCount: 0, FailedEntries: [] };
    },
    RemoveTargets: (input) => {
      this.rules.get(named('Rule').parse(input).Rule ?? '')?.queues.clear();
    },
    DeleteRule: (input) => {
      const { Name = '' } = named('Name').parse(input);
      if (this.rules.get(Name)?.queues.size) throw new Error('a rule with targets is not deleted');
      this.rules.delete(Name);
    },
    CreateQueue: (input) => {
      const QueueUrl = this.#queueUrl(named('QueueName').parse(input).QueueName ?? '');
      this.queues.set(QueueUrl, []);
      return { QueueUrl };
    },
    DeleteQueue: (input) => {
      this.queues.delete(named('QueueUrl').parse(input).QueueUrl ?? '');
    },
    SetQueueAttributes: () => ({}),
    GetQueueAttributes: (input) => {
      const { QueueUrl = '' } = named('QueueUrl').parse(input);
      const waiting = String(this.queues.get(QueueUrl)?.length ?? 0);
      const QueueArn = `arn:queue:${QueueUrl.split('/').at(-1)}`;
      return { Attributes: { QueueArn, ApproximateNumberOfMessages: waiting } };
    },
    ReceiveMessage: (input) => {
      const messages = this.queues.get(named('QueueUrl').parse(input).QueueUrl ?? '') ?? [];
      return {
        Messages: messages.splice(0).map((Body, n) => {
          const MD5OfBody = createHash('md5').update(Body).digest('hex');
          return { MessageId: `${n}`, ReceiptHandle: `${n}`, Body, MD5OfBody };
        }),
      };
    },
    DescribeDeliveryStream: () => ({
      DeliveryStreamDescription: { DeliveryStreamStatus: this.streamStatus },
    }),
    GetSecretValue: (input) => {
      const { SecretId = '' } = named('SecretId').parse(input);
      return { SecretString: this.#stage?.secrets[SecretId] };
    },
    Encrypt: async (input) => {
      const { Plaintext, EncryptionContext } = encryption
        .extend({ Plaintext: z.string() })
        .parse(input);
      const context = EncryptionContext['conversation-log'];
      const { secrets } = this.#served.data.keys;
      return { CiphertextBlob: await secrets.seal(base64(Plaintext), context) };
    },
    Decrypt: async (input) => {
      const { CiphertextBlob, EncryptionContext } = encryption
        .extend({ CiphertextBlob: z.string() })
        .parse(input);
      const context = EncryptionContext['conversation-log'];
      const text = await this.#served.data.keys.secrets.open(CiphertextBlob, context);
      return { Plaintext: Buffer.from(text).toString('base64') };
    },
  };

  get #served(): FakeStage {
    if (!this.#stage) throw new Error('no stage is served');
    return this.#stage;
  }

  #queueUrl(name: string): string {
    return `${this.url}/1/${name.split(':').at(-1)}`;
  }

  #deliver(event: string): readonly [number, string] {
    const parsed = JSON.parse(event);
    for (const { matches, queues } of this.rules.values()) {
      if (matches(parsed)) for (const url of queues) this.queues.get(url)?.push(event);
    }
    return [200, ''];
  }

  #describeStack(body: string): readonly [number, string] {
    const name = new URLSearchParams(body).get('StackName') ?? '';
    const outputs = this.#stage?.stacks[name];
    if (!outputs) {
      const message = `Stack with id ${name} does not exist`;
      const error = `<Error><Code>ValidationError</Code><Message>${message}</Message></Error>`;
      return [400, `<ErrorResponse>${error}</ErrorResponse>`];
    }
    const members = Object.entries(outputs).map(([key, value]) => {
      return `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`;
    });
    const stack = `<member><StackName>${name}</StackName><StackStatus>CREATE_COMPLETE</StackStatus><CreationTime>2026-11-01T00:00:00Z</CreationTime><Outputs>${members.join('')}</Outputs></member>`;
    const result = `<DescribeStacksResult><Stacks>${stack}</Stacks></DescribeStacksResult>`;
    return [200, `<DescribeStacksResponse>${result}</DescribeStacksResponse>`];
  }

  async #forward(request: IncomingMessage, body: string): Promise<readonly [number, string]> {
    const headers = ['x-amz-target', 'content-type', 'authorization', 'x-amz-date'].map((name) => {
      return [name, String(request.headers[name])] as const;
    });
    const { endpoint } = this.#served.data.engine;
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: [...headers.map((pair) => [...pair] as [string, string])],
      body,
    });
    return [response.status, await response.text()];
  }
}
