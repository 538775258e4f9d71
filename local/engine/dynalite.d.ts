/** The parts of dynalite 4.0.0 that the engine builds on; the last two are private to it. */
declare module 'dynalite' {
  import type { Server } from 'node:http';

  interface Options {
    readonly path?: string | undefined;
    readonly createTableMs?: number;
  }
  const dynalite: (options: Options) => Server;
  export default dynalite;
}

declare module 'dynalite/db/index.js' {
  export type Item = import('./change-log.ts').Item;
  export type Done = (error?: Error | null) => void;

  export interface ItemDb {
    put(key: string, item: Item, done: Done): void;
    del(key: string, done: Done): void;
  }
  export interface Index {
    readonly IndexName: string;
  }
  export interface Table {
    readonly TableName: string;
    readonly KeySchema: readonly { readonly AttributeName: string }[];
    readonly GlobalSecondaryIndexes?: readonly Index[];
  }
  export interface Store {
    readonly db: import('./change-log.ts').Level;
    readonly tableDb: { put(name: string, table: Table, done: Done): void };
    getItemDb(tableName: string): ItemDb;
  }
  export interface IndexActions {
    readonly puts: readonly { readonly index: string; readonly key: string; readonly item: Item }[];
    readonly deletes: readonly { readonly index: string; readonly key: string }[];
  }
  const db: {
    create(options: object): Store;
    createKey(item: Item, table: Table): string;
    getIndexActions(
      indexes: readonly Index[],
      oldItem: Item | undefined | null,
      item: Item | undefined | null,
      table: Table,
    ): IndexActions;
    updateIndexes(
      store: Store,
      table: Table,
      oldItem: Item | undefined | null,
      item: Item | undefined | null,
      done: Done,
    ): void;
  };
  export default db;
}

declare module 'dynalite/actions/putItem.js' {
  const action: (store: object, request: object, done: (error?: Error | null) => void) => void;
  export default action;
}
declare module 'dynalite/actions/updateItem.js' {
  export { default } from 'dynalite/actions/putItem.js';
}
declare module 'dynalite/actions/deleteItem.js' {
  export { default } from 'dynalite/actions/putItem.js';
}
