import * as z from 'zod';
import { LogError } from '../../events/errors.ts';
import type { SourceOptions } from '../adapter.ts';
import { readEvent } from '../json-body.ts';
import { delivery } from './payload.ts';

/** Options of a source. */
export const options = z.strictObject({ bot_id: z.string().optional() });

/** An Update, taken apart. */
export interface Update {
  /** The name of its field: `message`, `callback_query`, ... */
  readonly kind: string;
  /** What the field holds. */
  readonly value: unknown;
  readonly whole: Readonly<Record<string, unknown>>;
  /** The bot, where the source's options name it: an Update does not. */
  readonly botId: string | undefined;
}

/** Takes an Update apart. */
export function updateOf(event: unknown, sourceOptions: SourceOptions): Update {
  const whole = readEvent(event, delivery);
  const kind = Object.keys(whole).find((name) => name !== 'update_id') ?? 'empty';
  return { kind, value: whole[kind], whole, botId: readEvent(sourceOptions, options).bot_id };
}

/** Telegram's id of the update, as text, where it has one: unique within the bot. */
export function updateIdOf({ whole }: Update): string | undefined {
  return Number.isInteger(whole.update_id) ? String(whole.update_id) : undefined;
}

/**
 * The key of a fact that has nothing but the update's id to name it.
 * @throws LogError `unreadable_event` without an id
 */
export function updateKey(update: Update): string {
  const id = updateIdOf(update);
  if (id === undefined) throw new LogError('unreadable_event', 'Unexpected shape at: update_id');
  return ['event', update.kind, update.botId, id].filter((part) => part !== undefined).join(':');
}
