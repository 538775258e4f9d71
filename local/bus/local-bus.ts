import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { BUS_SOURCE, eventResource } from '../../core/bus/contract.ts';
import type { BusEntry, EventPublisher, RefusedEntry } from '../../core/bus/event-publisher.ts';
import { errorName, type Log } from '../../core/runtime/log.ts';
import { type Delivery, DeliveryQueue } from './delivery-queue.ts';
import { compilePattern, type Matcher } from './pattern.ts';
import type { Rule, Target } from './rules.ts';
import type { Deliver } from './targets.ts';

/** EventBridge's limit of an entry, and how long and how often it tries a target. */
const MAX_ENTRY_BYTES = 1024 * 1024;
const RETRY_FOR = 24 * 60 * 60 * 1000;
const MAX_ATTEMPTS = 185;

const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 10 * 60 * 1000;

interface Options {
  readonly rules: readonly Rule[];
  /** Folder for what waits and for dead letters: `bus/` is made below it. */
  readonly dataDir: string;
  readonly deliver: Deliver;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

interface CompiledRule {
  readonly rule: Rule;
  readonly matches: Matcher;
}

/**
 * The event bus of one machine: matches each entry with the rules' patterns and hands it to their
 * targets, as EventBridge would. `publish` resolves when every target has taken the event or the
 * delivery waits in a file to be tried again, so nothing that was taken is lost by a kill.
 */
export class LocalBus implements EventPublisher {
  readonly #options: Options;
  readonly #rules: readonly CompiledRule[];
  readonly #queue: DeliveryQueue;
  #retrying: Promise<void> = Promise.resolve();

  /** @throws LogError `invalid_settings` on a pattern that is not understood */
  constructor(options: Options) {
    this.#options = options;
    this.#rules = options.rules.map((rule) => ({
      rule,
      matches: compilePattern(rule.event_pattern),
    }));
    this.#queue = new DeliveryQueue(join(options.dataDir, 'bus'));
  }

  async publish(entries: readonly BusEntry[]): Promise<readonly RefusedEntry[]> {
    const codes = await Promise.all(entries.map((entry) => this.#publishOne(entry)));
    return codes.flatMap((code, index) => (code === null ? [] : [{ index, code }]));
  }

  /** Tries the deliveries again whose time has come; called on a timer. */
  retry(): Promise<void> {
    this.#retrying = this.#retrying.then(() => this.#retryDue());
    return this.#retrying;
  }

  async #publishOne(entry: BusEntry): Promise<string | null> {
    if (Buffer.byteLength(entry.detail) > MAX_ENTRY_BYTES) return 'entry_too_large';
    try {
      const event = envelope(entry);
      const text = JSON.stringify(event);
      const rules = this.#rules.filter(({ matches }) => matches(event));
      const targets = rules.flatMap(({ rule }) => rule.targets.map((target) => ({ rule, target })));
      await Promise.all(targets.map(({ rule, target }) => this.#offer(rule, target, text)));
      return null;
    } catch (error) {
      this.#options.log.error('bus_failed', { error: errorName(error) });
      return error instanceof SyntaxError ? 'malformed_detail' : 'bus_failed';
    }
  }

  async #offer(rule: Rule, target: Target, event: string): Promise<void> {
    const { deliver, now } = this.#options;
    const first_attempt = now();
    try {
      await deliver(target, event);
    } catch (error) {
      this.#logFailure(rule.name, target.id, error);
      await this.#queue.add({
        rule: rule.name,
        target: target.id,
        event,
        attempts: 1,
        first_attempt,
        next_attempt: now() + FIRST_PAUSE,
      });
    }
  }

  async #retryDue(): Promise<void> {
    for (const name of await this.#queue.names()) {
      const waiting = await this.#queue.read(name);
      if (waiting.next_attempt <= this.#options.now()) await this.#tryAgain(name, waiting);
    }
  }

  async #tryAgain(name: string, waiting: Delivery): Promise<void> {
    const { deliver, now, rules } = this.#options;
    const targets = rules.find((rule) => rule.name === waiting.rule)?.targets ?? [];
    const target = targets.find(({ id }) => id === waiting.target);
    try {
      if (!target) throw new Error('the rule or its target was removed');
      await deliver(target, waiting.event);
      return await this.#queue.remove(name);
    } catch (error) {
      this.#logFailure(waiting.rule, waiting.target, error);
    }
    const attempts = waiting.attempts + 1;
    const spent = attempts >= MAX_ATTEMPTS || now() - waiting.first_attempt >= RETRY_FOR;
    if (spent || !target) return this.#queue.bury(name);
    const pause = Math.min(FIRST_PAUSE * 2 ** (attempts - 1), LONGEST_PAUSE);
    await this.#queue.replace(name, { ...waiting, attempts, next_attempt: now() + pause });
  }

  #logFailure(rule: string, target: string, error: unknown): void {
    this.#options.log.error('target_failed', { rule, target, error: errorName(error) });
  }
}

/** The event as EventBridge hands it to a target. */
function envelope(entry: BusEntry) {
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': entry.detailType,
    source: BUS_SOURCE,
    account: '000000000000',
    time: entry.time.replace(/\.\d+Z$/, 'Z'),
    region: 'local',
    resources: [eventResource(entry.id)],
    detail: JSON.parse(entry.detail) as unknown,
  };
}
