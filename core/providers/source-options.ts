import * as z from 'zod';
import { LogError } from '../events/errors.ts';
import type { ProviderAdapter, SourceOptions } from './adapter.ts';

const none = z.strictObject({});

/**
 * Checks options before a source is given them.
 * @throws LogError `invalid_settings` saying all that is wrong
 */
export function checkOptions(adapter: ProviderAdapter, options: SourceOptions): void {
  const parsed = (adapter.options ?? none).safeParse(options);
  if (parsed.success) return;
  throw new LogError(
    'invalid_settings',
    `These are no options of ${adapter.provider}:\n${z.prettifyError(parsed.error)}`,
  );
}
