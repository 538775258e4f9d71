import { API_HOPS } from './api-hops.ts';
import { INNER_HOPS, PARTS } from './inner-hops.ts';
import type { Hop } from './visit.ts';

/** The hops of an event's way, in its order. A new one is an entry of one of these lists. */
export const HOPS: readonly Hop[] = [PARTS, ...API_HOPS, ...INNER_HOPS];
