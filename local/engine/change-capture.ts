import dynaliteDb, {
  type Done,
  type IndexActions,
  type ItemDb,
  type Store,
  type Table,
} from 'dynalite/db/index.js';
import { canonicalJson } from '../../core/events/canonical-json.ts';
import type { Change, ChangeLog, Item, Operation } from './change-log.ts';
import { GroupCommit } from './group-commit.ts';

/** Holds back index entries, to prove readers against an index that lags. Only for tests. */
export interface IndexDelay {
  /** Milliseconds until the next index entries are written. */
  next(): number;
  /** Calls back after that time, unless told not to; a test may have a clock of its own. */
  after(ms: number, write: () => Promise<void>): () => void;
}

interface Prepared {
  readonly tableName: string;
  readonly actions: IndexActions;
  readonly change: Change | null;
}

const captures = new WeakMap<object, ChangeCapture>();
const updateIndexesAlone = dynaliteDb.updateIndexes;

/**
 * The seam: every write of dynalite calls `updateIndexes` through the module object while it holds
 * the item's lock, and at once afterwards puts or deletes the item. For a captured store the first
 * only prepares, and the second commits everything.
 */
dynaliteDb.updateIndexes = (store, table, oldItem, item, done) => {
  const capture = captures.get(store);
  if (!capture) return updateIndexesAlone(store, table, oldItem, item, done);
  capture.prepare(table, oldItem ?? undefined, item ?? undefined);
  done();
};

/**
 * Makes each write of a dynalite store one LevelDB batch of the item, its index entries and its
 * change record, so that a kill at any moment leaves all of them or none.
 */
export class ChangeCapture {
  readonly #changes: ChangeLog;
  readonly #commits: GroupCommit;
  readonly #delay: IndexDelay | undefined;
  readonly #delayed = new Map<string, { readonly cancel: () => void; operations: Operation[] }>();
  #prepared: Prepared | null = null;

  private constructor(store: Store, changes: ChangeLog, delay: IndexDelay | undefined) {
    this.#changes = changes;
    this.#commits = new GroupCommit(store.db);
    this.#delay = delay;
  }

  /** Catches the writes of a store from now on. */
  static install(store: Store, changes: ChangeLog, delay?: IndexDelay): ChangeCapture {
    const capture = new ChangeCapture(store, changes, delay);
    captures.set(store, capture);
    const itemDbAlone = store.getItemDb;
    store.getItemDb = (tableName) => capture.#captured(itemDbAlone(tableName));
    return capture;
  }

  prepare(table: Table, oldItem: Item | undefined, item: Item | undefined): void {
    const indexes = table.GlobalSecondaryIndexes ?? [];
    this.#prepared = {
      tableName: table.TableName,
      actions: dynaliteDb.getIndexActions(indexes, oldItem, item, table),
      change: changeOf(table, oldItem, item),
    };
  }

  /** Writes the index entries that are still held back. */
  async flush(): Promise<void> {
    const held = [...this.#delayed.values()];
    this.#delayed.clear();
    for (const { cancel } of held) cancel();
    await this.#write(held.flatMap(({ operations }) => operations));
  }

  #write(operations: readonly Operation[]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#commits.commit(operations, (error) => (error ? reject(error) : resolve()));
    });
  }

  #captured(itemDb: ItemDb & { captured?: ItemDb }): ItemDb {
    itemDb.captured ??= Object.assign(Object.create(itemDb), {
      put: (key: string, item: Item, done: Done) => {
        this.#commit(
          (tableName) => ({ type: 'put', key: itemKey(tableName, key), value: item }),
          key,
          done,
        );
      },
      del: (key: string, done: Done) => {
        this.#commit((tableName) => ({ type: 'del', key: itemKey(tableName, key) }), key, done);
      },
    });
    return itemDb.captured ?? itemDb;
  }

  #commit(write: (tableName: string) => Operation, key: string, done: Done): void {
    const prepared = this.#prepared;
    this.#prepared = null;
    if (!prepared) {
      done(new Error('dynalite wrote an item without its indexes'));
      return;
    }
    const operations = [write(prepared.tableName)];
    const index = indexOperations(prepared);
    if (this.#delay) this.#holdBack(key, index, this.#delay);
    else operations.push(...index);
    const record = prepared.change && this.#changes.record(prepared.change);
    if (record) operations.push(record);
    this.#commits.commit(operations, (error) => {
      if (record && !error) this.#changes.committed(record);
      done(error ?? null);
    });
  }

  /** Entries of one item stay in order: while some are held back, later ones join them. */
  #holdBack(key: string, operations: readonly Operation[], delay: IndexDelay): void {
    const held = this.#delayed.get(key);
    if (held) {
      held.operations.push(...operations);
      return;
    }
    const write = () => {
      const due = this.#delayed.get(key)?.operations ?? [];
      this.#delayed.delete(key);
      return this.#write(due);
    };
    const cancel = delay.after(delay.next(), write);
    this.#delayed.set(key, { cancel, operations: [...operations] });
  }
}

/** The keys under which dynalite 4.0.0 keeps items and index entries (db/index.js, getSubDb). */
function itemKey(tableName: string, key: string): string {
  return `item-${tableName}~${key}`;
}

function indexOperations({ tableName, actions }: Prepared): Operation[] {
  const place = (index: string, key: string) => `index-global~${tableName}~${index}~${key}`;
  const deletes = actions.deletes.map(({ index, key }) => {
    return { type: 'del' as const, key: place(index, key) };
  });
  const puts = actions.puts.map(({ index, key, item }) => {
    return { type: 'put' as const, key: place(index, key), value: item };
  });
  return [...deletes, ...puts];
}

/** The change a write makes; `null` when it changes nothing: DynamoDB then has no stream record. */
function changeOf(
  table: Table,
  oldItem: Item | undefined,
  newItem: Item | undefined,
): Change | null {
  const item = newItem ?? oldItem;
  if (!item || (oldItem && newItem && canonicalJson(oldItem) === canonicalJson(newItem)))
    return null;
  const names = table.KeySchema.map(({ AttributeName }) => AttributeName);
  const keys = Object.fromEntries(
    names.flatMap((name) => {
      const value = item[name];
      return value ? [[name, value] as const] : [];
    }),
  );
  return { keys, oldItem, newItem };
}
