import { randomBytes } from 'node:crypto';
import type * as z from 'zod';
import { ingestResult } from '../../core/api/schemas.ts';
import { cloudevents } from '../../core/providers/cloudevents/index.ts';
import { newSource } from '../../core/store/new-source.ts';
import { exampleRequest, sendExample } from '../commands/examples.ts';
import type { Deployment } from '../deployment/deployment.ts';
import { DOCTOR_TENANT } from './doctor-rule.ts';
import { type TestSource, Trouble, textOf } from './visit.ts';

/** Adds a source of signed CloudEvents. */
export async function addTestSource(
  { sources, secrets }: Deployment,
  id: string,
  now: number,
): Promise<TestSource> {
  const secret = randomBytes(24).toString('hex');
  const request = { sourceId: id, tenantId: DOCTOR_TENANT, provider: 'cloudevents', secret };
  const source = await newSource(request, secrets, new Date(now).toISOString());
  if (!(await sources.addSource(source))) throw new Trouble(`there is a source ${id} already`);
  return { id, secret };
}

/**
 * A test event: of no type of the log, so that it counts as no message, in a conversation and a
 * tenant of its own.
 */
export function testEvent(id: string, now: number) {
  const time = new Date(now).toISOString();
  const event = {
    specversion: '1.0',
    id,
    source: '/conversation-log/doctor',
    type: 'conversation-log.doctor.Test',
    time,
    subject: 'doctor',
    data: { text: 'A test of npm run doctor: no customer, no message, nothing to do.' },
  };
  return { id, time, body: Buffer.from(JSON.stringify(event)) };
}

/**
 * Posts a signed test event where providers do.
 * @throws Trouble where the answer is not 200
 */
export async function postTestEvent(
  { publicUrl }: Deployment,
  { id, secret }: TestSource,
  body: Buffer,
): Promise<z.infer<typeof ingestResult>> {
  const request = exampleRequest(cloudevents, id, body, publicUrl);
  const { status, answer } = await sendExample(cloudevents, request, secret, {}).catch((error) => {
    throw new Trouble(`${request.url} cannot be reached: ${textOf(error)}`);
  });
  const result = ingestResult.safeParse(answer);
  if (status === 200 && result.success) return result.data;
  throw new Trouble(`${request.url} answered ${status}${codeOf(answer)}`);
}

function codeOf(answer: unknown): string {
  const coded = typeof answer === 'object' && answer !== null && 'code' in answer;
  return coded ? ` ${String(answer.code)}` : '';
}
