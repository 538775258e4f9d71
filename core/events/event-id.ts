import { hash } from 'node:crypto';
import { decodeCrockford, encodeCrockford } from './crockford.ts';
import { LogError } from './errors.ts';
import { isTime } from './time.ts';

/**
 * Where a part of a fact stands among others of the same millisecond and sequence. An adapter
 * freezes the rank together with the part's name: it goes into the id, so it must outlive a
 * correction of the event type.
 */
export const RANKS = {
  opened: 0,
  joined: 1,
  assigned: 2,
  referred: 3,
  received: 4,
  pressed: 5,
  sent: 6,
  accepted: 7,
  delivered: 8,
  read: 9,
  failed: 10,
  changed: 11,
  noted: 12,
  left: 13,
  closed: 14,
  removed: 15,
} as const;

export type Rank = keyof typeof RANKS;

/** What happened, named so that every delivery of it gives the same name. */
export interface Fact {
  /** The thing's own id plus what makes it distinct: `message:<id>`, `status:<id>:read:<recipient>`. */
  readonly key: string;
  /** Frozen name of this event among those that one fact becomes; not the event type. */
  readonly part: string;
  readonly rank: Rank;
  /** Position in the provider's own total order, where it has one; a whole number. */
  readonly sequence?: number;
}

/** The identity of a fact: bits for the event id and a fingerprint to tell a duplicate from a conflict. */
export interface FactIdentity {
  /** ULID of the event. */
  readonly id: string;
  /** 48 further bits of the fact's hash, as 12 hex digits. */
  readonly fingerprint: string;
}

const SEQUENCES = 2 ** 20;

/**
 * The id of a fact: 48 bits of `occurredAt` (milliseconds) · 20 bits of sequence and 4 of rank ·
 * 56 bits of SHA-256(tenant, provider, fact key, part). Pure: a redelivery, another webhook of the
 * same account and a pull of the provider's history give the same id.
 * @throws LogError `invalid_time` when `occurredAt` is not a time
 */
export function identifyFact(
  tenantId: string,
  provider: string,
  fact: Fact,
  occurredAt: number,
): FactIdentity {
  if (!isTime(occurredAt)) throw new LogError('invalid_time');
  const name = JSON.stringify([tenantId, provider, fact.key, fact.part]);
  const digest = hash('sha256', name, 'buffer');
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(occurredAt, 0, 6);
  bytes.writeUIntBE(((fact.sequence ?? 0) % SEQUENCES) * 16 + RANKS[fact.rank], 6, 3);
  digest.copy(bytes, 9, 0, 7);
  return { id: encodeCrockford(bytes), fingerprint: digest.toString('hex', 7, 13) };
}

/** The smallest id of a millisecond: the boundary for reads from or up to a time. */
export function firstIdAt(ms: number): string {
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(ms, 0, 6);
  return encodeCrockford(bytes);
}

/** The greatest id before a millisecond: a position from which that millisecond follows. */
export function lastIdBefore(ms: number): string {
  const bytes = Buffer.alloc(16, ms > 0 ? 0xff : 0);
  bytes.writeUIntBE(Math.max(0, ms - 1), 0, 6);
  return encodeCrockford(bytes);
}

/** Milliseconds since 1970 that an event id starts with: its `occurred_at`. */
export function timeOfId(id: string): number {
  return Buffer.from(decodeCrockford(id, 16)).readUIntBE(0, 6);
}

/** The provider's position in the order of a millisecond that an event id holds, modulo 2^20. */
export function sequenceOfId(id: string): number {
  return Buffer.from(decodeCrockford(id, 16)).readUIntBE(6, 3) >>> 4;
}

/** 48 of the 56 hash bits of an event id, evenly spread: what picks an event's shard. */
export function hashOfId(id: string): number {
  return Buffer.from(decodeCrockford(id, 16)).readUIntBE(10, 6);
}

/**
 * Key of the order of arrival: a ULID of the time of recording and of the event id's order and
 * hash bits, so that it is unique per event and cannot collide between writers.
 */
export function arrivalKey(id: string, recordedAt: number): string {
  const bytes = Buffer.from(decodeCrockford(id, 16));
  bytes.writeUIntBE(recordedAt, 0, 6);
  return encodeCrockford(bytes);
}
