import type { DocumentRef } from '#functions/wiring/system.ts';
import { type Store, type Transaction } from '#functions/wiring/system.ts';
import type { Life } from './clockwork.ts';
import { dies, turnOf, type Siege } from './siege.ts';
import { StoreError } from '#kernel/store/errors.ts';

export interface Written {
  kind: 'create' | 'set' | 'delete';
  ref: DocumentRef;
  document?: unknown;
}

export interface Committed {
  writes: readonly Written[];
  /** Undefined: the simulation itself. */
  life: Life | undefined;
}

/**
 * The store under siege. `throw`, `refuse`: nothing was saved. `lost`: saved, and the adapter runs the function again, as it may. `late`: saved,
 * and the caller is told that nobody knows. `run_twice`: others wrote in between, and the function runs anew on what they left.
 */
export function besiegedStore(siege: Siege, inner: Store, onCommit: (committed: Committed) => void): Store {
  const { clockwork } = siege;
  const reading = async <T>(call: string, act: () => Promise<T>): Promise<T> => {
    const life = clockwork.current();
    if (life === undefined) return act();
    const fault = await turnOf(siege, life, call);
    if (fault === 'throw') throw new StoreError('unavailable', 'the store cannot be reached');
    if (fault === 'crash_before' || fault === 'crash_after') return dies(life);
    return clockwork.busy(act);
  };
  async function commit<T>(life: Life | undefined, work: (tx: Transaction) => Promise<T>): Promise<T> {
    let writes: Written[] = [];
    const value = await clockwork.busy(() =>
      inner.transact(async (tx) => {
        writes = [];
        return work(noting(tx, writes));
      }),
    );
    if (writes.length > 0) onCommit({ writes, life });
    return value;
  }
  return {
    get: (ref) => reading(`store.get ${ref.collection}`, () => inner.get(ref)),
    query: (query) => reading(`store.query ${query.index}`, () => inner.query(query)),
    count: (query) => reading(`store.count ${query.index}`, () => inner.count(query)),
    now: () => reading('store.now', () => inner.now()),
    close: () => inner.close(),
    async transact(work) {
      const life = clockwork.current();
      if (life === undefined) return commit(life, work);
      return transactUnder(siege, life, inner, work, () => commit(life, work));
    },
  };
}

async function transactUnder<T>(
  siege: Siege,
  life: Life,
  inner: Store,
  work: (tx: Transaction) => Promise<T>,
  commit: () => Promise<T>,
): Promise<T> {
  const fault = await turnOf(siege, life, 'store.transact');
  switch (fault) {
    case 'throw':
    case 'refuse':
      throw new StoreError('unavailable', 'the store cannot be reached');
    case 'crash_before':
      return dies(life);
    case 'run_twice':
      siege.seen('a transaction ran again on what others had left');
      await siege.clockwork.busy(() => inner.transact((tx) => work(noting(tx, undefined))));
      await siege.clockwork.pause(life, siege.dice.below(500));
      return commit();
    case 'late':
      await commit();
      siege.seen('a commit was ambiguous');
      throw new StoreError('unavailable', 'the answer was lost');
    case 'lost': {
      await commit();
      siege.seen('a commit was ambiguous, and its function ran again');
      await siege.clockwork.pause(life, siege.dice.below(500));
      return commit();
    }
    case 'crash_after':
      await commit();
      siege.seen('a process died right after its commit');
      return dies(life);
    case 'none':
      return commit();
  }
}

/** The transaction with what it writes noted, or, without a list, kept from the store. */
function noting(tx: Transaction, writes: Written[] | undefined): Transaction {
  return {
    now: () => tx.now(),
    get: (ref) => tx.get(ref),
    query: (query) => tx.query(query),
    create(ref, document) {
      writes?.push({ kind: 'create', ref, document });
      if (writes !== undefined) tx.create(ref, document);
    },
    set(ref, document) {
      writes?.push({ kind: 'set', ref, document });
      if (writes !== undefined) tx.set(ref, document);
    },
    delete(ref) {
      writes?.push({ kind: 'delete', ref });
      if (writes !== undefined) tx.delete(ref);
    },
  };
}
