/** How long API Gateway keeps an authorizer's result, by its identity source, in milliseconds. */
const LIFE = 60_000;

/** The most results kept: beyond it the oldest goes. */
const MOST = 10_000;

/** Wraps an authorizer with the cache that API Gateway puts before it. */
export function cachedAuthorizer(
  authorize: (authorization: string) => Promise<unknown>,
  now: () => number,
): (authorization: string) => Promise<unknown> {
  const results = new Map<string, { readonly caller: unknown; readonly until: number }>();
  return async (authorization) => {
    const kept = results.get(authorization);
    if (kept && now() < kept.until) return kept.caller;
    const caller = await authorize(authorization);
    results.delete(authorization);
    results.set(authorization, { caller, until: now() + LIFE });
    const [oldest] = results.keys();
    if (results.size > MOST && oldest !== undefined) results.delete(oldest);
    return caller;
  };
}
