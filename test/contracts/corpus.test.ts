import { describe, expect, it } from '@jest/globals';
import { completeEvent } from '../../core/events/draft.ts';
import type { UnrecordedEvent } from '../../core/events/event.ts';
import type { ProviderAdapter } from '../../core/providers/adapter.ts';
import { exampleRequest } from '../../local/commands/examples.ts';
import { adapterOf } from '../support/adapters.ts';
import { testIdentity } from '../support/events.ts';
import { bodyValue, EXCEPTIONS, type Plan, type Webhook } from './corpus/plan.ts';
import { PLANS } from './corpus/plans.ts';
import { type Sample, samplesIn } from './corpus/samples.ts';
import { vectorsOf } from './corpus/vectors.ts';

/**
 * Payloads of the vendors, which are theirs and so not in this repository: one folder for each,
 * with a `signature_vectors.json` where it signs. `SAMPLES_DIR=<folder> npm test -- corpus`
 */
const { SAMPLES_DIR = '' } = process.env;
const NOW = Date.UTC(2026, 10, 23, 12);
const samples = SAMPLES_DIR === '' ? [] : samplesIn(SAMPLES_DIR);
const inFolder = (folder: string) => samples.filter((sample) => sample.folder === folder);

const signatures = samples.filter(({ name }) => name === 'signature_vectors.json');
const isException = ({ name }: Sample) => EXCEPTIONS.some(({ files }) => files.test(name));
const handshakeOf = ({ handshakes = [] }: Plan, { name }: Sample) => {
  return handshakes.find(({ files }) => files.test(name));
};

function webhooksOf(plan: Plan, sample: Sample): readonly Webhook[] {
  const form = plan.forms?.find(({ files }) => files.test(sample.name));
  return form ? form.webhooks(sample, inFolder(plan.folder)) : [{ body: sample.bytes }];
}

/** The events of a webhook that was signed and verified, by the provider event they are of. */
function eventsOf(adapter: ProviderAdapter, webhook: Webhook): readonly UnrecordedEvent[][] {
  const bare = exampleRequest(adapter, 'src', webhook.body);
  const unsigned = { ...bare, headers: { ...bare.headers, ...webhook.headers } };
  const signature = adapter.sign(unsigned, 'right', NOW);
  const request = { ...unsigned, headers: { ...unsigned.headers, ...signature } };
  expect(adapter.verify(request, { secrets: ['right'] }, NOW)).toBe(true);
  const { provider } = adapter;
  const ids = { tenantId: 'acme', sourceId: 'src', deliveryId: 'dlv_1', identity: testIdentity };
  return adapter.read(request).map((event) => {
    const drafts = adapter.normalize(event, {});
    const complete = (draft: (typeof drafts)[number]) =>
      completeEvent(draft, draft.occurredAt ?? NOW, { ...ids, provider }).event;
    return drafts.map(complete);
  });
}

/** The types of the events, with their contents' types where the expectation tells those. */
function described(events: readonly UnrecordedEvent[], expected: string): string {
  const expectations = expected.split(' + ');
  return events
    .map(({ type, message }, n) => {
      return expectations[n]?.includes('/') ? `${type}/${message?.content?.type}` : type;
    })
    .join(' + ');
}

function checkSample(plan: Plan, sample: Sample): void {
  const adapter = adapterOf(plan.provider);
  const handshake = handshakeOf(plan, sample);
  if (handshake) {
    handshake.check(adapter, sample);
    return;
  }
  const webhooks = webhooksOf(plan, sample);
  expect(webhooks.length).toBeGreaterThan(0);
  for (const webhook of webhooks) {
    const kinds = plan.events(bodyValue(webhook)).map(plan.kind);
    const expected = kinds.map((kind) => plan.types[kind] ?? `no type is expected for "${kind}"`);
    const actual = eventsOf(adapter, webhook);
    expect(actual.map((events, n) => described(events, expected[n] ?? ''))).toEqual(expected);
  }
}

if (SAMPLES_DIR === '') {
  it.skip('SAMPLES_DIR is not set: no sample of a vendor is read', () => undefined);
} else {
  it('reads every file of SAMPLES_DIR, or says why not', () => {
    const [read, others] = [
      samples.filter((one) => !isException(one)),
      samples.filter(isException),
    ];
    const vectors = signatures.flatMap(vectorsOf);
    console.info(
      `${samples.length} files of vendors: ${read.length} read as webhooks or handshakes, ` +
        `${signatures.length} as ${vectors.length} signature vectors, ` +
        `${others.length - signatures.length} only say where the others come from.`,
    );
    expect(read.length).toBeGreaterThan(0);
    expect(new Set(samples.map(({ folder }) => folder))).toEqual(
      new Set(PLANS.map(({ folder }) => folder)),
    );
    for (const { files } of EXCEPTIONS)
      expect(others.some(({ name }) => files.test(name))).toBe(true);
  });

  describe.each(PLANS)('the samples of $folder', (plan) => {
    const files = inFolder(plan.folder).filter((sample) => !isException(sample));

    it.each(files)('$name becomes what the vendor means', (sample) => checkSample(plan, sample));

    const twins = files.flatMap((sample) => twinOf(sample, files));
    if (twins.length === 0) return;
    it.each(twins)('$name and its decoded twin have the same ids', ({ sample, twin }) => {
      expect(idsOf(plan, sample)).toEqual(idsOf(plan, twin));
    });
  });

  it.each(signatures.flatMap(vectorsOf))('signature vector $name', (vector) => {
    const { request, secret, now, signature } = vector;
    const adapter = adapterOf(vector.provider);
    const verify = (changed: object) =>
      adapter.verify({ ...request, ...changed }, { secrets: [secret] }, now);
    expect(verify({})).toBe(true);
    for (const body of withOneByteChanged(request.body)) expect(verify({ body })).toBe(false);
    // The last digit of base64 may have bits that say nothing.
    for (const given of withOneByteChanged(Buffer.from(request.headers[signature] ?? ''), 2)) {
      const headers = { ...request.headers, [signature]: given.toString('latin1') };
      expect(verify({ headers })).toBe(false);
    }
  });
}

/** The file that holds the parameters of a form, decoded. */
function twinOf(sample: Sample, files: readonly Sample[]) {
  const [stem, isForm] = sample.name.split('.form.txt');
  const twin = files.find(({ name }) => isForm !== undefined && name === `${stem}.json`);
  return twin ? [{ name: sample.name, sample, twin }] : [];
}

function idsOf(plan: Plan, sample: Sample): readonly string[] {
  const adapter = adapterOf(plan.provider);
  const events = webhooksOf(plan, sample).flatMap((webhook) => eventsOf(adapter, webhook).flat());
  return events.map(({ id, conversation_id }) => `${id} ${conversation_id}`);
}

/** The bytes with one of them changed: each but some at the end. */
function withOneByteChanged(bytes: Buffer, except = 0): readonly Buffer[] {
  const positions = [...bytes.keys()].slice(0, bytes.length - except);
  return positions.map((position) => {
    const changed = Buffer.from(bytes);
    changed[position] = (bytes[position] ?? 0) ^ 1;
    return changed;
  });
}
