import type { Store } from '#products/rehearsal/ports/store.ts';

/** With a scaled clock (E4) the emulator's time is of no use: it is this machine's own, and so is the one that is put in its place. */
export function clockedStore(store: Store, now: () => number): Store {
  return {
    ...store,
    now: () => Promise.resolve(now()),
    transact: (work) => store.transact((tx) => work({ ...tx, now: () => Math.max(now(), Math.min(now(), tx.now())) })),
  };
}
