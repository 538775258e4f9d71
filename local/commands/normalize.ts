import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { completeEvent, type DraftContext } from '../../core/events/draft.ts';
import { ERROR_CODES, LogError } from '../../core/events/errors.ts';
import type { UnrecordedEvent } from '../../core/events/event.ts';
import { Identity } from '../../core/events/identity.ts';
import type { ProviderAdapter, SourceOptions } from '../../core/providers/adapter.ts';
import { adapterFor, adapterNames } from '../../core/providers/registry.ts';
import { checkOptions } from '../../core/providers/source-options.ts';
import { LOCAL_TENANT } from '../config-file.ts';
import { systemCode } from '../system-code.ts';
import { optionsOf, runCommand, UsageError } from './command.ts';
import { exampleRequest } from './examples.ts';

const USAGE = `Usage: npm run normalize -- --provider <name> [--json] [--options JSON] FILE...
Prints the log events that webhook bodies would become, one JSON per line, without a server.
Files that cannot be read are named on standard error, and the exit code is 1.
  --provider  ${adapterNames().join(', ')}
  --json      name those files in JSON too, one per line
  --options   options that the source would have`;

/**
 * Ids of conversations and participants depend on a deployment's identity key, which a command
 * without a deployment has not: they are made under this one.
 */
const EXAMPLE_IDENTITY = new Identity(Buffer.alloc(32));

await runCommand(async () => {
  const { values, positionals } = parseArgs({
    options: {
      provider: { type: 'string' },
      json: { type: 'boolean', default: false },
      options: { type: 'string' },
    },
    allowPositionals: true,
  });
  const adapter = await adapterFor(values.provider ?? '');
  if (!adapter || positionals.length === 0) throw new UsageError(USAGE);
  const options = optionsOf(values.options);
  checkOptions(adapter, options);
  for (const file of positionals) {
    for await (const line of normalized(adapter, options, file)) {
      if (!(line instanceof Error)) console.log(JSON.stringify(line));
      else reportUnread(file, line, values.json);
    }
  }
});

/** The events of a file, and an error for the file or each provider event that cannot be read. */
async function* normalized(
  adapter: ProviderAdapter,
  options: SourceOptions,
  file: string,
): AsyncGenerator<UnrecordedEvent | Error> {
  let events: readonly unknown[] = [];
  try {
    const request = exampleRequest(adapter, adapter.provider, await readFile(file));
    events = adapter.read(request, options);
  } catch (error) {
    yield asError(error);
  }
  for (const event of events) {
    try {
      for (const draft of adapter.normalize(event, options)) {
        // Without a time of its own an event gets the time of its arrival: here, now.
        yield completeEvent(draft, draft.occurredAt ?? Date.now(), contextOf(adapter)).event;
      }
    } catch (error) {
      yield asError(error);
    }
  }
}

function contextOf({ provider }: ProviderAdapter): DraftContext {
  return {
    tenantId: LOCAL_TENANT,
    sourceId: provider,
    provider,
    deliveryId: 'dlv_normalize',
    identity: EXAMPLE_IDENTITY,
  };
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

function reportUnread(file: string, error: Error, asJson: boolean): void {
  process.exitCode = 1;
  const code = error instanceof LogError ? error.code : systemCode(error) || 'adapter_failed';
  const message = code === 'adapter_failed' ? ERROR_CODES.adapter_failed : error.message;
  console.error(asJson ? JSON.stringify({ file, code, message }) : `${file}: ${message}`);
}
