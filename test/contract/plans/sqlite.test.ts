import { openSqliteStore } from '#platform/embedded/sqlite-store.ts';
import { START } from '#test/support/application/world.ts';
import { planContract } from './plan-contract.ts';

planContract(
  'SQLite',
  async () => {
    const time = { now: START };
    return { store: openSqliteStore({ path: ':memory:', now: () => time.now }), time };
  },
  true,
);
