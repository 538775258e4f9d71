import * as z from 'zod';
import type { HttpAnswer } from '../../core/runtime/http.ts';
import { eventJson, type StoredEvent } from '../../core/store/item.ts';
import { json, type RoutedRequest } from './operation.ts';

const LINES = 'application/x-ndjson';

/** What a page of events says beside them. */
export interface PageEnd {
  readonly next: string | null;
  readonly hasMore: boolean;
  /** UTC, ISO 8601: on pages of the feed. */
  readonly watermark?: string;
}

/**
 * The answer that gives a page of events: as JSON, or, where the client prefers it, one event per
 * line with the rest in headers. Events go out as they are stored unless `fields` picks some.
 */
export function eventPage(
  request: RoutedRequest,
  events: readonly StoredEvent[],
  end: PageEnd,
  fields?: readonly string[],
): HttpAnswer {
  const texts = events.map(fields ? (event) => picked(eventJson(event), fields) : eventJson);
  if (wantsLines(request.headers.accept)) return lines(request, texts, end);
  const page = JSON.stringify({ next_cursor: end.next, has_more: end.hasMore });
  const watermark = end.watermark === undefined ? '' : `,"watermark":"${end.watermark}"`;
  return json(`{"data":[${texts.join(',')}],"page":${page}${watermark}}`);
}

function lines(request: RoutedRequest, texts: readonly string[], end: PageEnd): HttpAnswer {
  const next = end.next === null ? {} : nextHeaders(request, end.next);
  return {
    status: 200,
    headers: {
      'content-type': LINES,
      ...next,
      'x-has-more': String(end.hasMore),
      ...(end.watermark !== undefined && { 'x-watermark': end.watermark }),
    },
    body: texts.map((text) => `${text}\n`).join(''),
  };
}

/** The cursor alone, and the whole address of the next page (RFC 8288), relative to this one. */
function nextHeaders({ rawPath, query }: RoutedRequest, cursor: string) {
  const parameters = new URLSearchParams();
  for (const [name, value = ''] of Object.entries(query)) parameters.set(name, value);
  parameters.set('cursor', cursor);
  return { 'x-next-cursor': cursor, link: `<${rawPath}?${parameters}>; rel="next"` };
}

function picked(text: string, fields: readonly string[]): string {
  const event = z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  const kept = fields.flatMap((field) => (field in event ? [[field, event[field]]] : []));
  return JSON.stringify(Object.fromEntries(kept));
}

function wantsLines(accept = ''): boolean {
  return accept.split(',').some((range) => range.split(';')[0]?.trim().toLowerCase() === LINES);
}
