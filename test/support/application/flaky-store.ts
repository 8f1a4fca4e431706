import { type Store } from '#functions/wiring/system.ts';
import type { Faults } from '#test/support/application/faults.ts';
import { StoreError } from '#kernel/store/errors.ts';

/**
 * A store whose transactions meet the faults of the port `store`. `lost`: the commit succeeded, its answer was lost, and the adapter
 * runs the function again, as it may. `throw`: nothing was saved. `refuse`: saved, and the caller is told that nobody knows.
 */
export function flakyStore(inner: Store, faults: Faults): Store {
  return {
    get: (ref) => inner.get(ref),
    query: (query) => inner.query(query),
    count: (query) => inner.count(query),
    now: () => inner.now(),
    close: () => inner.close(),
    async transact(work) {
      const fault = faults.next('store');
      if (fault === 'throw') throw new StoreError('unavailable', 'the store cannot be reached');
      if (fault === 'crash_before') return die(faults);
      const value = await inner.transact(work);
      if (fault === 'crash_after') return die(faults);
      if (fault === 'refuse') throw new StoreError('unavailable', 'the answer was lost');
      return fault === 'lost' ? inner.transact(work) : value;
    },
  };
}

function die(faults: Faults): Promise<never> {
  faults.kill();
  return new Promise<never>(() => undefined);
}
