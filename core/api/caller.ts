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

/** A caller whose API key is valid. */
export interface KeyHolder {
  readonly tenantId: string;
  readonly keyId: string;
  readonly scopes: readonly string[];
}

/**
 * The holder of the API key that a request came with.
 * @param context the authorizer's context; absent on routes that have no authorizer
 * @throws ApiProblem `unauthorized`
 */
export function identifiedCaller(context: unknown): KeyHolder {
  const { tenant_id, key_id, scopes } = caller.safeParse(context).data ?? {};
  if (tenant_id === undefined || key_id === undefined) {
    throw new ApiProblem('unauthorized', undefined, { 'www-authenticate': 'Bearer' });
  }
  return { tenantId: tenant_id, keyId: key_id, scopes: scopes?.split(' ') ?? [] };
}

/** @throws ApiProblem `forbidden` when the caller's key lacks the scope that the route needs */
export function requireScope({ scopes }: KeyHolder, scope: Scope): void {
  if (scopes.includes(scope) || scopes.includes('admin')) return;
  throw new ApiProblem('forbidden', `The API key lacks the scope ${scope}.`);
}
