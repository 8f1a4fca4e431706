import { randomBytes } from 'node:crypto';
import { afterAll, test } from '@jest/globals';
import { openFirestoreRestStore } from '#platform/google/firestore-rest-store.ts';
import type { Store } from '#functions/wiring/system.ts';
import { startFirestoreEmulator } from '#test/support/firestore-emulator.ts';
import { storeContract } from './store-contract.ts';
import { collections } from '#functions/wiring/collections.ts';

const emulator = await startFirestoreEmulator();

if (typeof emulator === 'string') {
  console.warn(`The store contract is NOT run on Firestore's REST interface: ${emulator}`);
  test.skip(`Firestore over REST: ${emulator}`, () => undefined);
} else {
  afterAll(() => emulator.stop());
  storeContract('Firestore over REST', async () => {
    const project = `demo-${randomBytes(6).toString('hex')}`;
    const connect = (): Store => openFirestoreRestStore({ collections, project, emulator: emulator.host });
    const store = connect();
    return { store, another: async () => connect(), close: () => store.close() };
  });
}
