import { type Answer, bodyOf } from './api-error.ts';

/** A page of any list. */
interface Page<Item> {
  readonly data: readonly Item[];
  readonly page: { readonly next_cursor: string | null };
}

/** Asks for the page at a cursor; without one, for the first. */
type Ask<Body> = (cursor: string | undefined) => Promise<Answer<Body>>;

interface From {
  /** Where to go on: `next_cursor` of a page that was dealt with. */
  readonly cursor?: string | undefined;
}

/**
 * The pages of a list, to its end. A page can be empty and not the last.
 * @param ask `(cursor) => log.GET('/v1/events', { params: { query: { cursor } } })`: the same
 * filters with every cursor
 * @throws ApiError
 */
export async function* pages<Body extends Page<unknown>>(
  ask: Ask<Body>,
  { cursor }: From = {},
): AsyncGenerator<Body, void> {
  for (let next = cursor ?? null, first = true; first || next !== null; first = false) {
    const body: Body = bodyOf(await ask(next ?? undefined));
    yield body;
    next = body.page.next_cursor;
  }
}

/** What is on the pages of a list, one by one. */
export async function* items<Item>(
  ask: Ask<Page<Item>>,
  from: From = {},
): AsyncGenerator<Item, void> {
  for await (const { data } of pages(ask, from)) yield* data;
}

/**
 * The pages of the feed, without an end: after the last event come empty pages until there are more
 * (ask with `wait`, so that the log holds the request open). Keep `page.next_cursor` together with
 * what became of the page, and a restart goes on from there without a gap.
 * @throws ApiError, and what `fetch` throws: go on with the cursor that was kept
 */
export async function* follow<Body extends Page<unknown>>(
  ask: Ask<Body>,
  { cursor }: From = {},
): AsyncGenerator<Body, never> {
  for (let next = cursor; ; ) {
    const body: Body = bodyOf(await ask(next));
    yield body;
    next = body.page.next_cursor ?? next;
  }
}
