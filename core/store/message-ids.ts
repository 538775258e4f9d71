import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** One bit for each value of a 16-bit hash. */
const BYTES = 8_192;

/** Whether a message was counted before. `unsure`: only all of the conversation's events can tell. */
export type Novelty = 'first' | 'repeat' | 'unsure';

/**
 * The message ids that a summary has counted, in at most 8 KB however many they are: a bit is set
 * for a 16-bit hash of each, so an id whose bit is clear is new for certain. One whose bit was set
 * before may be a repeat or another id of the same hash (1 in 65 for a conversation of 1,000
 * messages); then the events are folded from the first, with nothing but whole ids. So counts are
 * exact; what grows with a conversation's length is how often it is read as a whole.
 */
export class MessageIds {
  readonly #before: Buffer;
  readonly #bits: Buffer;
  readonly #added = new Set<string>();

  private constructor(bits: Buffer) {
    this.#before = bits;
    this.#bits = Buffer.from(bits);
  }

  /** No ids: to fold from the first event. It is never unsure. */
  static none(): MessageIds {
    return new MessageIds(Buffer.alloc(BYTES));
  }

  /** Ids as {@link stored} wrote them. */
  static restored(text: string): MessageIds {
    return new MessageIds(inflateRawSync(Buffer.from(text, 'base64')));
  }

  /** Adds an id, of one direction: the same id received and sent is two messages. */
  add(direction: 'received' | 'sent', id: string): Novelty {
    const name = `${direction}:${id}`;
    if (this.#added.has(name)) return 'repeat';
    const hash = createHash('sha256').update(name).digest().readUInt16BE(0);
    const [at, bit] = [hash >>> 3, 1 << (hash & 7)];
    if ((this.#before.readUInt8(at) & bit) !== 0) return 'unsure';
    this.#added.add(name);
    this.#bits.writeUInt8(this.#bits.readUInt8(at) | bit, at);
    return 'first';
  }

  /** The same text for the same ids, in whatever order they came. */
  get stored(): string {
    return deflateRawSync(this.#bits).toString('base64');
  }
}
