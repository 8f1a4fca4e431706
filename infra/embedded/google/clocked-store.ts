import type { Store } from '#kernel/store/port.ts';
import type { Tables } from '#kernel/store/tables.ts';

/** With a scaled clock (E4) the emulator's time is of no use: it is this machine's own, and so is the one that is put in its place. */
export function clockedStore<T extends Tables>(store: Store<T>, now: () => number): Store<T> {
  return {
    ...store,
    now: () => Promise.resolve(now()),
    transact: (work) => store.transact((tx) => work({ ...tx, now: () => Math.max(now(), Math.min(now(), tx.now())) })),
  };
}
