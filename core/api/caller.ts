import * as z from 'zod';
import type { Scope } from '../runtime/access.ts';
import { ApiProblem } from './problem.ts';

/** Who calls, as the authorizer tells it; without a tenant when the API key was not valid. */
const caller = z.object({
  tenant_id: z.string().optional(),
  key_id: z.string().optional(),
  /** Separated by blanks. */
  scopes: z.string(),
});

export type Caller = z.infer<typeof caller>;

/**
 * The tenant that a request may read or write with the scope its route needs.
 * @param context the authorizer's context; absent on routes that have no authorizer
 * @throws ApiProblem `unauthorized`, `forbidden`
 */
export function authorizedTenant(context: unknown, scope: Scope): string {
  const parsed = caller.safeParse(context);
  const tenantId = parsed.data?.tenant_id;
  if (tenantId === undefined) {
    throw new ApiProblem('unauthorized', undefined, { 'www-authenticate': 'Bearer' });
  }
  const scopes = parsed.data?.scopes.split(' ') ?? [];
  if (!scopes.includes(scope) && !scopes.includes('admin')) {
    throw new ApiProblem('forbidden', `The API key lacks the scope ${scope}.`);
  }
  return tenantId;
}
