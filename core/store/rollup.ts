import * as z from 'zod';
import type { UnrecordedEvent } from '../events/event.ts';
import { addDuration, addHistogram, histogram } from './histogram.ts';

/** What happened on one channel. */
const channelRollup = z.object({
  events: z.number().int().nonnegative(),
  /** Distinct messages: one that two webhooks told counts once. */
  messages_received: z.number().int().nonnegative(),
  messages_sent: z.number().int().nonnegative(),
  /** Openings, the first and later ones. */
  conversations_opened: z.number().int().nonnegative(),
  conversations_closed: z.number().int().nonnegative(),
  /** By when the answer came: from the customer's first message of an episode to the first answer. */
  first_response: histogram,
  /** By when it was closed: from the opening of an episode to its close. */
  resolution: histogram,
});

export type ChannelRollup = z.infer<typeof channelRollup>;

/** What happened in a stretch of time, by channel. */
export const rollup = z.record(z.string(), channelRollup);

export type Rollup = z.infer<typeof rollup>;

/** A channel on which nothing happened. */
export function emptyChannel(): ChannelRollup {
  return {
    events: 0,
    messages_received: 0,
    messages_sent: 0,
    conversations_opened: 0,
    conversations_closed: 0,
    first_response: {},
    resolution: {},
  };
}

/** Adds all that happened on a channel to another count. */
export function addChannel(sum: ChannelRollup, other: ChannelRollup): void {
  sum.events += other.events;
  sum.messages_received += other.messages_received;
  sum.messages_sent += other.messages_sent;
  sum.conversations_opened += other.conversations_opened;
  sum.conversations_closed += other.conversations_closed;
  addHistogram(sum.first_response, other.first_response);
  addHistogram(sum.resolution, other.resolution);
}

/** Counts the events of a stretch of time, each given once and in any order. */
export class RollupBuilder {
  readonly rollup: Rollup = {};
  readonly #messages = new Set<string>();

  add(event: UnrecordedEvent): void {
    const counts = this.#channel(event.channel.type);
    counts.events++;
    switch (event.type) {
      case 'MessageReceived':
        if (this.#isNew(event)) counts.messages_received++;
        break;
      case 'MessageSent':
        if (this.#isNew(event)) counts.messages_sent++;
        break;
      case 'ConversationOpened':
      case 'ConversationReopened':
        counts.conversations_opened++;
        break;
      case 'ConversationClosed':
        counts.conversations_closed++;
        break;
    }
  }

  /** Adds how long an answer or a resolution took, in milliseconds. */
  addTiming(channel: string, kind: 'first_response' | 'resolution', ms: number): void {
    addDuration(this.#channel(channel)[kind], ms);
  }

  #channel(name: string): ChannelRollup {
    const counts = this.rollup[name] ?? emptyChannel();
    this.rollup[name] = counts;
    return counts;
  }

  #isNew({ type, conversation_id, message }: UnrecordedEvent): boolean {
    const key = `${type} ${conversation_id} ${message?.id}`;
    const known = this.#messages.has(key);
    this.#messages.add(key);
    return !known;
  }
}
