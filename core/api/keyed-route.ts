import type { HttpAnswer } from '../runtime/http.ts';
import { type BudgetState, type RateBudget, WINDOW_SECONDS } from '../runtime/rate-budget.ts';
import { identifiedCaller, type KeyHolder, requireScope } from './caller.ts';
import { ApiProblem, problemOf } from './problem.ts';
import type { Route } from './routes.ts';
import { isZendeskPath, zendeskBudgetHeaders } from './zendesk-form.ts';

/**
 * Answers a route that needs an API key: finds out whose it is, takes the request off the key's
 * budget, checks the scope, then answers. Every answer to a known key, errors too, tells the budget
 * in the `RateLimit-Policy` and `RateLimit` fields (draft-ietf-httpapi-ratelimit-headers, since its
 * 8th version), and on Zendesk's route in Zendesk's header besides.
 * @param context the authorizer's context
 * @throws ApiProblem `unauthorized`, `rate_limited`, `forbidden`, and whatever `answer` throws
 */
export async function answerKeyed(
  { scope, path }: Pick<Route, 'scope' | 'path'>,
  context: unknown,
  budget: RateBudget,
  answer: (caller: KeyHolder) => Promise<HttpAnswer>,
): Promise<HttpAnswer> {
  const caller = identifiedCaller(context);
  const state = await budget.take(caller);
  const headers = {
    ...budgetHeaders(state),
    ...(isZendeskPath(path) && zendeskBudgetHeaders(state)),
  };
  try {
    if (!state.allowed) throw overBudget(state);
    if (scope !== null) requireScope(caller, scope);
    const given = await answer(caller);
    return { ...given, headers: { ...headers, ...given.headers } };
  } catch (error) {
    throw problemOf(error).with(headers);
  }
}

function budgetHeaders({ limit, remaining, resetsIn }: BudgetState) {
  return {
    'ratelimit-policy': `"key";q=${limit};w=${WINDOW_SECONDS}`,
    ratelimit: `"key";r=${remaining};t=${resetsIn}`,
  };
}

function overBudget({ limit, resetsIn }: BudgetState): ApiProblem {
  const detail = `An API key has ${limit} requests a minute. Go on in ${resetsIn} seconds.`;
  return new ApiProblem('rate_limited', detail, { 'retry-after': String(resetsIn) });
}
