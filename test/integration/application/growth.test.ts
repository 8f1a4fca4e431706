import { randomBytes } from 'node:crypto';
import { afterAll, expect, test } from '@jest/globals';
import { openSqliteStore } from '#platform/embedded/sqlite-store.ts';
import { openFirestoreRestStore } from '#platform/google/firestore-rest-store.ts';
import type { Store } from '#functions/wiring/system.ts';
import { inGate } from '#test/support/how-long.ts';
import { startFirestoreEmulator } from '#test/support/firestore-emulator.ts';
import { addOthers, measureOne, openGrowthWorld } from '#test/support/growth.ts';
import { collections } from '#functions/wiring/collections.ts';

const MANY = inGate(2_000, { long: 10_000 });

/** Counted, not timed: an emulator's queries walk the whole collection, Firestore's do not. */
async function sameWithMany(store: Store, time?: { now: number }): Promise<void> {
  const place = openGrowthWorld(store, time);
  const { like } = await measureOne(place, 'first');
  await addOthers(store, like, 100);
  const few = await measureOne(place, 'few');
  await addOthers(store, like, MANY - 100, 100);
  const many = await measureOne(place, 'many');
  expect(many.cost).toEqual(few.cost);
  expect(few.cost.transitions).toBeGreaterThan(50);
  await store.close();
}

test('Z3 a transition and a sweep cost the same with 100 and with thousands of other requests, on SQLite', async () => {
  const time = { now: 1_800_000_000_000 };
  await sameWithMany(openSqliteStore({ collections, path: ':memory:', now: () => time.now }), time);
});

const emulator = await startFirestoreEmulator();
if (typeof emulator === 'string') {
  console.warn(`Growth is NOT counted on Firestore: ${emulator}`);
  test.skip(`Firestore: ${emulator}`, () => undefined);
} else {
  afterAll(() => emulator.stop());
  test('Z3 a transition and a sweep cost the same with 100 and with thousands of other requests, on Firestore', () =>
    sameWithMany(openFirestoreRestStore({ collections, project: `demo-${randomBytes(6).toString('hex')}`, emulator: emulator.host })));
}
