import type { ProviderAdapter } from '../adapter.ts';
import { normalize } from './normalize.ts';
import { options } from './options.ts';
import { deliveredEvents } from './read.ts';
import { sign, verify } from './signature.ts';

/** JSON of any sender, by a mapping in the source's options. */
export const generic: ProviderAdapter = {
  provider: 'generic',
  options,
  verify,
  read: deliveredEvents,
  normalize,
  sign,
};
