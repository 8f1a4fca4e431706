import { randomBytes } from 'node:crypto';
import { afterAll, test } from '@jest/globals';
import { Firestore } from '@google-cloud/firestore';
import { openFirestoreStore } from '#adapters/google/firestore-store.ts';
import { startFirestoreEmulator } from '#test/support/firestore-emulator.ts';
import { storeContract } from './store-contract.ts';

const emulator = await startFirestoreEmulator();

if (typeof emulator === 'string') {
  console.warn(`The store contract is NOT run on Firestore: ${emulator}`);
  test.skip(`Firestore: ${emulator}`, () => undefined);
} else {
  afterAll(() => emulator.stop());
  // A project of its own for each test: the emulator keeps them apart.
  storeContract('Firestore', async () => {
    const projectId = `demo-${randomBytes(6).toString('hex')}`;
    const connect = () => openFirestoreStore({ firestore: new Firestore({ projectId, host: emulator.host, ssl: false }) });
    const store = connect();
    return { store, another: async () => connect(), close: () => store.close() };
  });
}
