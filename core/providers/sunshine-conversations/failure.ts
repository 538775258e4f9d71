import type { EventDraft } from '../../events/draft.ts';
import type { Failure } from './payload.ts';

/** An error of the vendor; the code of one that it does not name is `unknown`. */
export function errorOf(failure: Failure): NonNullable<EventDraft['error']> {
  return { code: String(failure?.code ?? 'unknown'), message: failure?.message ?? '' };
}
