import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { Firestore } from '@google-cloud/firestore';
import { openFirestoreStore } from '#platform/google/firestore-store.ts';
import { inShape } from '#platform/store/shaped.ts';
import { fold } from '#products/rehearsal/domain/evolve.ts';
import { startFirestoreEmulator } from '#test/support/firestore-emulator.ts';
import { readTowns, shapesFolder } from '#test/support/shapes/read.ts';
import { collections } from '#functions/wiring/collections.ts';

/** Z5. What an earlier program stored in Firestore, imported from the emulator's export as a backup would be. */
// The one that the gate has started is not asked: it knows nothing of the export.
delete process.env['FIRESTORE_EMULATOR_HOST'];
const folder = await mkdtemp(path.join(tmpdir(), 'shapes-'));
execFileSync('tar', ['-xzf', path.join(shapesFolder(1), 'emulator.tar.gz'), '-C', folder]);
const emulator = await startFirestoreEmulator([`--seed_from_export=${path.join(folder, 'emulator', 'emulator.overall_export_metadata')}`]);

if (typeof emulator === 'string') {
  console.warn(`Stored shapes are NOT read from Firestore: ${emulator}`);
  test.skip(`Firestore: ${emulator}`, () => undefined);
} else {
  const store = openFirestoreStore({
    collections,
    firestore: new Firestore({ projectId: 'demo-shapes', host: emulator.host, ssl: false }),
  });
  afterAll(async () => {
    await store.close();
    await emulator.stop();
    await rm(folder, { recursive: true, force: true });
  });

  test('Z5 every document of shape 1 is read from Firestore in today’s shape', async () => {
    const [town] = readTowns(1).toSorted((a, b) => b.documents.length - a.documents.length);
    expect(town?.documents.length).toBeGreaterThan(400);
    for (const { ref, document } of town?.documents ?? []) expect(await store.get(ref)).toEqual(inShape(collections, ref, document));
  });

  test('Z5 the timelines of shape 1 tell the states of their requests', async () => {
    const requests = await store.query({ index: 'requestsNewestFirst', equal: {}, limit: 500 });
    expect(requests.length).toBeGreaterThan(0);
    for (const { document } of requests) {
      const entries = await store.query({ index: 'timelineInOrder', parent: document.id, equal: {}, limit: 500 });
      expect(fold(entries.map((one) => one.document))).toEqual(document.state);
    }
  });
}
