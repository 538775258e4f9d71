import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { writeWhole } from '../write-whole.ts';

const delivery = z.object({
  rule: z.string(),
  target: z.string(),
  /** The event as JSON text. */
  event: z.string(),
  attempts: z.number().int(),
  /** Milliseconds since 1970. */
  first_attempt: z.number(),
  next_attempt: z.number(),
});

/** An event on its way to a target that did not take it yet. */
export type Delivery = z.infer<typeof delivery>;

/** Deliveries to be tried again, one file each, so that a kill loses none. */
export class DeliveryQueue {
  readonly #waiting: string;
  readonly #dead: string;
  #count = 0;

  /** @param folder holds `retries/` and `dead-letters/` */
  constructor(folder: string) {
    this.#waiting = join(folder, 'retries');
    this.#dead = join(folder, 'dead-letters');
  }

  /** Names of the waiting deliveries, oldest first. */
  async names(): Promise<readonly string[]> {
    await mkdir(this.#waiting, { recursive: true });
    return (await readdir(this.#waiting)).filter((name) => name.endsWith('.json')).sort();
  }

  async add(waiting: Delivery): Promise<void> {
    const number = String(this.#count++).padStart(9, '0');
    await this.replace(`${waiting.first_attempt}-${number}-${process.pid}.json`, waiting);
  }

  async read(name: string): Promise<Delivery> {
    return delivery.parse(JSON.parse(await readFile(join(this.#waiting, name), 'utf8')));
  }

  async replace(name: string, waiting: Delivery): Promise<void> {
    await writeWhole(join(this.#waiting, name), JSON.stringify(waiting));
  }

  async remove(name: string): Promise<void> {
    await rm(join(this.#waiting, name));
  }

  /** Moves a delivery whose attempts are spent to the dead letters. */
  async bury(name: string): Promise<void> {
    await mkdir(this.#dead, { recursive: true });
    await rename(join(this.#waiting, name), join(this.#dead, name));
  }
}
