import type { TellingTables } from '#contexts/telling/documents.ts';
import type { Transaction } from '#kernel/store/port.ts';

export type TellingTransaction = Pick<Transaction<TellingTables>, 'now' | 'get' | 'set'>;

/** A store of which telling's documents are a part. */
export interface TellingStore<Tx extends TellingTransaction> {
  transact<R>(work: (tx: Tx) => Promise<R>): Promise<R>;
}
