import { randomBytes } from 'node:crypto';
import { afterAll, test } from '@jest/globals';
import { openFirestoreRestStore } from '#platform/google/firestore-rest-store.ts';
import { startFirestoreEmulator } from '#test/support/firestore-emulator.ts';
import { planContract } from './plan-contract.ts';
import { collections } from '#functions/wiring/collections.ts';

const emulator = await startFirestoreEmulator();

if (typeof emulator === 'string') {
  console.warn(`The contract of plans is NOT run on Firestore's REST interface: ${emulator}`);
  test.skip(`Firestore over REST: ${emulator}`, () => undefined);
} else {
  afterAll(() => emulator.stop());
  planContract('Firestore over REST', async () => {
    const project = `demo-${randomBytes(6).toString('hex')}`;
    return { store: openFirestoreRestStore({ collections, project, emulator: emulator.host }) };
  });
}
