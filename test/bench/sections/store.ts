import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { openSqliteStore } from '#platform/embedded/sqlite-store.ts';
import { openFirestoreStore } from '#platform/google/firestore-store.ts';
import type { Store } from '#functions/wiring/system.ts';
import { bareAppend, bareFirestoreCommit } from '../bare-commits.ts';
import type { Figure, SectionResult } from '../figures.ts';
import { openEmulator } from '../firestore.ts';
import { interleave } from '../interleave.ts';
import { makePlace } from '../place.ts';
import { median, percentile } from '../statistics.ts';
import { collections } from '#functions/wiring/collections.ts';

const answer = 'x'.repeat(2_000);

/** One transaction that reads one document and writes two (2 KB each), alone and many at once, beside the disk's own fsync. */
export async function benchStore(): Promise<SectionResult> {
  const remarks = ['A transaction looks for one document and creates two of 2 KB; SQLite with synchronous=FULL.'];
  const place = await makePlace();
  const store = openSqliteStore({ collections, path: path.join(place.folder, 'store.sqlite') });
  const disk = bareAppend(path.join(place.folder, 'append'));
  const times = await interleave({ transaction: () => transact(store), append: () => disk.append(4_000) }, 1_000, 100);
  const fsync = 'one append of 4 KB with fsync';
  const figures = [
    ...pair('SQLite transaction', times.transaction, fsync, times.append),
    ...(await rates('SQLite', store, fsync, 1000 / median(times.append), 1_500)),
  ];
  disk.close();
  await store.close();
  await place.remove();
  return { figures: [...figures, ...(await onEmulator(remarks))], remarks };
}

async function onEmulator(remarks: string[]): Promise<Figure[]> {
  const emulator = await openEmulator();
  if (typeof emulator === 'string') {
    remarks.push(`Not measured on Firestore: ${emulator}`);
    return [];
  }
  const { firestore } = emulator;
  const store = openFirestoreStore({ collections, firestore });
  const bare = (): Promise<void> =>
    bareFirestoreCommit(
      firestore,
      [0, 1].map(() => ({ ref: { collection: 'inbox', id: randomUUID() }, text: JSON.stringify(document(0)) })),
    );
  const times = await interleave({ transaction: () => transact(store), commit: bare }, 300, 200);
  const name = 'bare commit of the same two';
  const figures = [
    ...pair('Firestore emulator transaction', times.transaction, name, times.commit),
    ...(await rates('Firestore emulator', store, name, 1000 / median(times.commit), 300)),
  ];
  await emulator.stop();
  return figures;
}

function document(at: number): { bodyHash: string; receivedAt: number; status: number; answer: string } {
  return { bodyHash: 'b', receivedAt: at, status: 201, answer };
}

async function transact(store: Store): Promise<void> {
  await store.transact(async (tx) => {
    await tx.get({ collection: 'inbox', id: 'nobody' });
    for (const id of [randomUUID(), randomUUID()]) tx.create({ collection: 'inbox', id }, document(tx.now()));
  });
}

function pair(name: string, subject: number[], floorName: string, floor: number[]): Figure[] {
  return [
    { name: `${name}, p50`, value: median(subject), unit: 'ms', floor: { name: floorName, value: median(floor) } },
    { name: `${name}, p99`, value: percentile(subject, 0.99), unit: 'ms', floor: { name: floorName, value: percentile(floor, 0.99) } },
  ];
}

/** Floor: how many of the bare ones fit into a second, one after another; many at once may go beyond it, because they share a flush. */
async function rates(name: string, store: Store, floorName: string, bareRate: number, count: number): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const writers of [1, 8, 32]) {
    let left = count;
    const began = performance.now();
    const writer = async (): Promise<void> => {
      while (left-- > 0) await transact(store);
    };
    await Promise.all(Array.from({ length: writers }, writer));
    const value = (count * 1000) / (performance.now() - began);
    figures.push({ name: `${name}, ${writers} at once`, value, unit: '/s', floor: { name: `${floorName}, one by one`, value: bareRate } });
  }
  return figures;
}
