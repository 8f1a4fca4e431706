import { randomBytes } from 'node:crypto';
import { afterAll, describe, expect, test } from '@jest/globals';
import { Firestore, Timestamp } from '@google-cloud/firestore';
import { openFirestoreRestStore } from '#platform/google/firestore-rest-store.ts';
import { openFirestoreStore } from '#platform/google/firestore-store.ts';
import type { DocumentRef } from '#functions/wiring/system.ts';
import { DAY } from '#kernel/time.ts';
import type { Store } from '#functions/wiring/system.ts';
import { startFirestoreEmulator } from '#test/support/firestore-emulator.ts';
import { collections } from '#functions/wiring/collections.ts';

const emulator = await startFirestoreEmulator();

if (typeof emulator === 'string') {
  console.warn(`What Firestore deletes by is NOT checked: ${emulator}`);
  test.skip(`Firestore: ${emulator}`, () => undefined);
} else {
  const inbox: DocumentRef<'inbox'> = { collection: 'inbox', id: 'one' };
  const link: DocumentRef<'links'> = { collection: 'links', id: 'one' };
  const clients: Firestore[] = [];
  afterAll(async () => {
    await Promise.all(clients.map((client) => client.terminate()));
    await emulator.stop();
  });

  const opened: [string, (project: string, client: Firestore) => Store][] = [
    ['through the client', (_project, firestore) => openFirestoreStore({ collections, firestore })],
    ['over REST', (project) => openFirestoreRestStore({ collections, project, emulator: emulator.host })],
  ];

  describe.each(opened)('what Firestore deletes by, %s', (_how, open) => {
    const projectId = `demo-${randomBytes(6).toString('hex')}`;
    const firestore = new Firestore({ projectId, host: emulator.host, ssl: false });
    clients.push(firestore);
    const store = open(projectId, firestore);
    const expireAt = async (path: string): Promise<unknown> => (await firestore.doc(path).get()).get('expireAt');

    test('Z4 a document of a collection with a retention carries the native time at which it may go, and comes back without it', async () => {
      const document = { bodyHash: 'x', receivedAt: 1_700_000_000_123, status: 201, answer: {} };
      await store.transact(async (tx) => tx.create(inbox, document));
      expect(await expireAt('inbox/one')).toEqual(Timestamp.fromMillis(1_700_000_000_123 + (collections.retention['inbox']?.keep ?? 0)));
      expect(await store.get(inbox)).toEqual(document);
    });

    test('Z4 the time moves with the document, and none is written that no Timestamp can hold', async () => {
      const write = (lastAt: number) => store.transact(async (tx) => tx.set(link, { wrongCodes: 1, lastAt }));
      await write(DAY);
      expect(await expireAt('links/one')).toEqual(Timestamp.fromMillis(DAY + (collections.retention['links']?.keep ?? 0)));
      await write(Number.MAX_SAFE_INTEGER);
      expect(await expireAt('links/one')).toBeUndefined();
    });
  });
}
