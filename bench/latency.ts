import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import { jsonLog } from '../core/runtime/log.ts';
import { type LocalApp, startLocalApp } from '../local/app.ts';
import { localSettings } from '../local/settings.ts';
import { Client } from './client.ts';
import { percentile } from './measure.ts';
import type { Effort, Row } from './row.ts';
import { withTempFolder } from './temp-folder.ts';

/** Webhooks a second while latency is measured. */
const RATE = 10;
const SENDERS = 16;

interface Plan {
  readonly warmUpWebhooks: number;
  readonly webhooks: number;
  readonly throughputSeconds: number;
}

const PLANS: Readonly<Record<Effort, Plan>> = {
  full: { warmUpWebhooks: 100, webhooks: 500, throughputSeconds: 10 },
  smoke: { warmUpWebhooks: 1, webhooks: 5, throughputSeconds: 0.2 },
};

const busEvent = z.object({ detail: z.object({ message: z.object({ id: z.string() }) }) });

/** Milliseconds from sending a webhook, but for the readable ones: from its answer. */
interface Latency {
  readonly answered: number;
  readonly inConversation: number;
  readonly inTime: number;
  readonly atTarget: number;
}

export const name = 'latency';

/**
 * A whole deployment in this process, over HTTP: how soon a webhook's event can be read and is at
 * the target of a rule, and how many webhooks a second it takes. The senders share the process.
 */
export async function run(effort: Effort): Promise<readonly Row[]> {
  const plan = PLANS[effort];
  return withTempFolder(async (folder) => {
    const target = await startTarget();
    const app = await startApp(folder, target.url);
    try {
      const apiKey = (await readFile(join(folder, 'data/api-key.txt'), 'utf8')).trim();
      const { identityKey } = app.data.keys;
      const client = new Client({ url: app.url, apiKey, identityKey });
      for (let n = 0; n < plan.warmUpWebhooks; n++) {
        await client.send(`warm-${n}`, 'warm', Date.now());
      }
      const latency = await latencies(client, target, plan.webhooks);
      return [...latency, ...(await throughput(client, app, plan.throughputSeconds))];
    } finally {
      await app.stop();
      target.stop();
    }
  });
}

async function latencies(
  client: Client,
  target: Target,
  webhooks: number,
): Promise<readonly Row[]> {
  const flows: Promise<Latency>[] = [];
  const started = performance.now();
  for (let n = 0; n < webhooks; n++) {
    await pause(Math.max(0, started + (n * 1000) / RATE - performance.now()));
    flows.push(follow(client, target, `latency-${n}`));
  }
  const all = await Promise.all(flows);
  const figures = (name: string, pick: (latency: Latency) => number, goal?: Row['goal']): Row[] =>
    [50, 99].map((percent) => ({
      name: `${name}, p${percent}`,
      value: percentile(all.map(pick), percent),
      unit: 'ms',
      goal: percent === 99 ? goal : undefined,
      note: `${webhooks} webhooks, ${RATE} a second`,
    }));
  return [
    ...figures('webhook to answer', ({ answered }) => answered),
    ...figures('answer to readable by conversation', ({ inConversation }) => inConversation),
    ...figures('answer to readable by time', ({ inTime }) => inTime),
    ...figures("webhook to rule's target", ({ atTarget }) => atTarget, '<= 1000'),
  ];
}

async function follow(client: Client, target: Target, id: string): Promise<Latency> {
  const at = Date.now();
  const sent = performance.now();
  const atTarget = target.arrival(id).then((arrived) => arrived - sent);
  await client.send(id, id, at);
  const answered = performance.now();
  const [inConversation, inTime] = await Promise.all([
    client.untilInConversation(id, id).then(() => performance.now() - answered),
    client.untilInTime(id, at).then(() => performance.now() - answered),
  ]);
  return { answered: answered - sent, inConversation, inTime, atTarget: await atTarget };
}

async function throughput(
  client: Client,
  app: LocalApp,
  forSeconds: number,
): Promise<readonly Row[]> {
  const started = performance.now();
  const times: number[] = [];
  const sender = async (_: unknown, index: number) => {
    for (let n = 0; performance.now() - started < forSeconds * 1000; n++) {
      const sent = performance.now();
      await client.send(`throughput-${index}-${n}`, `throughput-${index}`, Date.now());
      times.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, sender));
  const seconds = (performance.now() - started) / 1000;
  await app.drained();
  const drained = (performance.now() - started) / 1000;
  const note = `${SENDERS} senders, ${times.length} webhooks`;
  return [
    { name: 'webhooks answered', value: times.length / seconds, unit: 'per s', note },
    {
      name: 'webhooks answered and at their targets',
      value: times.length / drained,
      unit: 'per s',
      note,
    },
    {
      name: 'webhook to answer under that load, p50',
      value: percentile(times, 50),
      unit: 'ms',
      note,
    },
    {
      name: 'webhook to answer under that load, p99',
      value: percentile(times, 99),
      unit: 'ms',
      note,
    },
  ];
}

async function startApp(folder: string, url: string): Promise<LocalApp> {
  const CONFIG = join(folder, 'config.json');
  const config = JSON.parse(await readFile('config/local.json', 'utf8'));
  const pattern = { 'detail-type': ['MessageReceived'] };
  const rules = [
    { name: 'bench', event_pattern: pattern, targets: [{ id: 'bench', type: 'http', url }] },
  ];
  await writeFile(CONFIG, JSON.stringify({ ...config, rules }));
  // The readers ask again and again.
  const limit = { REQUESTS_PER_MINUTE_PER_KEY: '1000000' };
  const env = { PORT: '0', DATA_DIR: join(folder, 'data'), CONFIG, ...limit };
  return startLocalApp(
    localSettings(env),
    jsonLog(() => {}),
  );
}

type Target = Awaited<ReturnType<typeof startTarget>>;

/** The target of a rule: an HTTP server that knows when the event of each message came. */
async function startTarget() {
  const arrivals = new Map<string, PromiseWithResolvers<number>>();
  const server = createServer(async (request, response) => {
    const text = Buffer.concat(await Array.fromAsync(request)).toString();
    arrivals.get(busEvent.parse(JSON.parse(text)).detail.message.id)?.resolve(performance.now());
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    arrival: (id: string): Promise<number> => {
      const arrival = Promise.withResolvers<number>();
      arrivals.set(id, arrival);
      return arrival.promise;
    },
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
