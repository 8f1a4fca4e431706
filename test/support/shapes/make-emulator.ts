import { Firestore } from '@google-cloud/firestore';
import { openFirestoreStore } from '#platform/google/firestore-store.ts';
import { startFirestoreEmulator } from '#infra/stand-ins/firestore/emulator.ts';
import { readTowns } from './read.ts';
import { putAll } from './put-all.ts';
import { collections } from '#functions/wiring/collections.ts';

/** `node test/support/shapes/make-emulator.ts FOLDER`: the town that shows most, as this program's adapter stores it in Firestore, exported by the emulator. */
const [folder = ''] = process.argv.slice(2);
const projectId = 'demo-shapes';
const emulator = await startFirestoreEmulator();
if (typeof emulator === 'string') throw new Error(emulator);
const [town] = readTowns(1).toSorted((a, b) => b.documents.length - a.documents.length);
const store = openFirestoreStore({ collections, firestore: new Firestore({ projectId, host: emulator.host, ssl: false }) });
if (town !== undefined) await putAll(store, town.documents);
const answer = await fetch(`http://${emulator.host}/emulator/v1/projects/${projectId}:export`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ database: `projects/${projectId}/databases/(default)`, export_directory: folder, export_name: 'emulator' }),
});
await store.close();
await emulator.stop();
console.log(`${answer.status}: ${town?.documents.length} documents of town ${town?.plan.seed}`);
