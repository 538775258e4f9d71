import * as z from 'zod';
import { LogError } from '../../events/errors.ts';
import type { SourceOptions } from '../adapter.ts';
import { isJsonObject } from '../json-value.ts';
import { DEFAULT_MAPPING } from './default-mapping.ts';
import { mapping } from './mapping.ts';

const header = z.string().min(1).toLowerCase();
const prefix = z.string().default('');

const signatures = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('hmac'),
    header: header.default('x-webhook-signature'),
    algorithm: z.enum(['sha256', 'sha1', 'sha512']).default('sha256'),
    encoding: z.enum(['hex', 'base64']).default('hex'),
    prefix,
  }),
  z.strictObject({ kind: z.literal('token'), header, prefix }),
]);

/** A signature is an HMAC where it does not say otherwise. */
const signature = z.preprocess((given) => {
  return isJsonObject(given) ? { kind: 'hmac', ...given } : given;
}, signatures);

/** Options of a source. */
export const options = z.strictObject({
  signature: signature.default({
    kind: 'hmac',
    header: 'x-webhook-signature',
    algorithm: 'sha256',
    encoding: 'hex',
    prefix: 'sha256=',
  }),
  mapping: mapping.default(mapping.parse(DEFAULT_MAPPING)),
});

export type Signature = z.infer<typeof signatures>;
type Options = z.infer<typeof options>;

/** Options are compiled once for each source that is in use: the same object, the same result. */
const compiled = new WeakMap<SourceOptions, Options>();

const NO_OPTIONS: SourceOptions = {};

/**
 * A source's options, ready for use.
 * @throws LogError `invalid_settings`
 */
export function compiledOptions(given: SourceOptions = NO_OPTIONS): Options {
  const known = compiled.get(given);
  if (known) return known;
  const parsed = options.safeParse(given);
  if (!parsed.success) throw new LogError('invalid_settings', 'The source has invalid options.');
  compiled.set(given, parsed.data);
  return parsed.data;
}
