import { json, type Plan, type Webhook } from './plan.ts';
import { at, fieldsOf, jsonOf, type Sample, textAt } from './samples.ts';

/** What the specification's examples leave out or print in place of a value. */
function completed(text: string): string {
  return text
    .replaceAll('... further attributes omitted ...', '"id": "1", "source": "/mycontext",')
    .replaceAll('... application data ...', '')
    .replaceAll('.... further attributes ...', '')
    .replaceAll('nnnn', '0');
}

/** The HTTP request that a text prints. */
function requestIn(text: string): Webhook {
  const [head = '', ...rest] = text.trim().split(/\n[ \t]*\n/);
  const lines = head.split('\n').slice(1);
  const headers = lines.flatMap((line) => {
    const [, name, value] = /^\s*([\w-]+):\s*(.*)$/.exec(line) ?? [];
    return name === undefined || value === undefined ? [] : [[name.toLowerCase(), value]];
  });
  return { headers: Object.fromEntries(headers), body: Buffer.from(rest.join('\n\n').trim()) };
}

/** The requests of the specification's binding; it prints answers and single headers too. */
function bindingExamples({ bytes }: Sample): readonly Webhook[] {
  const blocks = completed(bytes.toString('utf8')).split(/^=====$/m);
  return blocks.filter((block) => /^\s*(POST|PUT) /.test(block)).map(requestIn);
}

/** The requests of a Gherkin outline, one for each of its examples. */
function conformanceExamples({ bytes }: Sample): readonly Webhook[] {
  const [, ...outlines] = bytes.toString('utf8').split('Scenario Outline:');
  return outlines.flatMap((outline) => {
    const request = /Given an HTTP request\s+"""\n([\s\S]*?)"""/.exec(outline)?.[1] ?? '';
    const table = outline.split('Examples:')[1] ?? '';
    const [column = '', ...values] = [...table.matchAll(/\|\s*(.+?)\s*\|/g)].map(
      ([, cell]) => cell,
    );
    return values.map((value) => requestIn(request.replaceAll(`<${column}>`, value ?? '')));
  });
}

/** Binary mode has the type in a header; it is not in the body. */
const kind = (event: unknown) => textAt(event, 'type') || 'binary';

export const cloudevents: Plan = {
  folder: 'cloudevents',
  provider: 'cloudevents',
  forms: [
    { files: /^spec_http_binding_examples\.txt$/, webhooks: bindingExamples },
    { files: /^conformance_.*\.feature$/, webhooks: conformanceExamples },
  ],
  events: (body) => (Array.isArray(body) ? body : [body]),
  kind,
  types: {
    binary: 'ProviderEvent',
    'com.example.someevent': 'ProviderEvent',
    'com.example.someotherevent': 'ProviderEvent',
  },
};

export const standardWebhooks: Plan = {
  folder: 'standard_webhooks',
  provider: 'cloudevents',
  forms: [
    {
      // The headers of a webhook without its body: they are put before another example.
      files: /^spec_header_example\.json$/,
      webhooks: (sample, folder) => {
        const body = folder.find(({ name }) => name === 'spec_payload_full.json')?.bytes;
        const headers: Record<string, string> = { 'content-type': 'application/json' };
        headers['webhook-id'] = textAt(jsonOf(sample), 'webhook-id');
        return body ? [{ headers, body }] : [];
      },
    },
    {
      files: /\.json$/,
      webhooks: json((value) => ({ ...fieldsOf(value), data: at(value, 'data') })),
    },
  ],
  events: (body) => [body],
  kind,
  types: { 'example.event': 'ProviderEvent', 'contact.created': 'ProviderEvent' },
};
