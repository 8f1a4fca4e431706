import { randomBytes } from 'node:crypto';
import { afterAll, expect, test } from '@jest/globals';
import { Firestore } from '@google-cloud/firestore';
import { firestoreQuery } from '#platform/google/firestore-query.ts';
import { openFirestoreStore } from '#platform/google/firestore-store.ts';
import { checkQuery, type AnyQuery } from '#platform/store/check-query.ts';
import type { Store } from '#functions/wiring/system.ts';
import { startFirestoreEmulator } from '#test/support/firestore-emulator.ts';
import { agentTask, put, task } from './samples.ts';
import { storeContract } from './store-contract.ts';
import { collections } from '#functions/wiring/collections.ts';

const emulator = await startFirestoreEmulator();

if (typeof emulator === 'string') {
  console.warn(`The store contract is NOT run on Firestore: ${emulator}`);
  test.skip(`Firestore: ${emulator}`, () => undefined);
} else {
  afterAll(() => emulator.stop());
  test('a collection group is ordered by value, parent and id, and continues behind any of them', () => groupCase(emulator.host));
  // A project of its own for each test: the emulator keeps them apart.
  storeContract('Firestore', async () => {
    const projectId = ownProject();
    const connect = (): Store =>
      openFirestoreStore({ collections, firestore: new Firestore({ projectId, host: emulator.host, ssl: false }) });
    const store = connect();
    return { store, another: async () => connect(), close: () => store.close() };
  });
}

function ownProject(): string {
  return `demo-${randomBytes(6).toString('hex')}`;
}

/** No declared index spans parents yet; the order is the same as SQLite's (test/unit/store/sqlite-plan.test.ts). */
async function groupCase(host: string): Promise<void> {
  const firestore = new Firestore({ projectId: ownProject(), host, ssl: false });
  const store = openFirestoreStore({ collections, firestore });
  const everywhere = { collection: 'agentTasks', equal: ['open'], order: { field: 'createdAt', direction: 'desc' }, scope: 'all' } as const;
  for (const [parent, id, createdAt] of [
    ['a', '2', 1],
    ['a', '1', 1],
    ['b', '1', 1],
    ['a', '3', 0],
    ['a-b', '1', 1],
  ] as const) {
    await put(store, task(parent, id), agentTask({ createdAt }));
  }
  const found = async (query: Partial<AnyQuery>): Promise<string[]> => {
    const checked = checkQuery(
      { ...collections, indexes: { everywhere } },
      { index: 'everywhere', equal: { open: true }, limit: 10, ...query },
    );
    return (await firestoreQuery(firestore, checked).get()).docs.map((one) => `${one.ref.parent.parent?.id}/${one.id}`);
  };
  expect(await found({})).toEqual(['b/1', 'a-b/1', 'a/2', 'a/1', 'a/3']);
  expect(await found({ after: { value: 1, parent: 'a-b', id: '1' } })).toEqual(['a/2', 'a/1', 'a/3']);
  await store.close();
}
