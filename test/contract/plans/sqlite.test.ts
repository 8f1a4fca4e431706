import { openSqliteStore } from '#platform/embedded/sqlite-store.ts';
import { START } from '#test/support/application/world.ts';
import { planContract } from './plan-contract.ts';
import { collections } from '#functions/wiring/collections.ts';

planContract(
  'SQLite',
  async () => {
    const time = { now: START };
    return { store: openSqliteStore({ collections, path: ':memory:', now: () => time.now }), time };
  },
  true,
);
