import { expect, test } from '@jest/globals';
import { codeOf, count, counter, entry, holding, put, withStore, type Open } from './samples.ts';

/** One transaction at a time: what it promises by itself. */
export function transactionCases(open: Open): void {
  writingCases(open);
  atomicityCases(open);
}

function writingCases(open: Open): void {
  test(
    'a missing document reads as undefined, inside and outside',
    withStore(open, async ({ store }) => {
      expect(await store.get(counter())).toBeUndefined();
      expect(await store.transact((tx) => tx.get(counter()))).toBeUndefined();
    }),
  );

  test(
    'create writes what get reads',
    withStore(open, async ({ store }) => {
      await store.transact(async (tx) => tx.create(counter(), count(3)));
      expect(await store.get(counter())).toEqual(count(3));
      expect(await store.transact((tx) => tx.get(counter()))).toEqual(count(3));
    }),
  );

  test(
    'Z2 create twice: the second is already_exists, names the document and changes nothing',
    withStore(open, async ({ store }) => {
      await store.transact(async (tx) => tx.create(counter(), count(1)));
      const second = store.transact(async (tx) => tx.create(counter(), count(2)));
      await expect(second).rejects.toMatchObject({ name: 'StoreError', code: 'already_exists', path: 'quotas/counter' });
      expect(await store.get(counter())).toEqual(count(1));
    }),
  );

  test(
    'create after a read that found the document is already_exists',
    withStore(open, async ({ store }) => {
      await put(store, counter(), count(1));
      const again = store.transact(async (tx) => {
        await tx.get(counter());
        tx.create(counter(), count(2));
      });
      expect(await codeOf(again)).toBe('already_exists');
    }),
  );

  test(
    'create and create in one transaction is already_exists and writes neither',
    withStore(open, async ({ store }) => {
      const twice = store.transact(async (tx) => {
        tx.create(counter(), count(1));
        tx.create(counter(), count(2));
      });
      expect(await codeOf(twice)).toBe('already_exists');
      expect(await store.get(counter())).toBeUndefined();
    }),
  );

  test(
    'delete then create in one transaction replaces the document',
    withStore(open, async ({ store }) => {
      await put(store, counter(), count(1));
      await store.transact(async (tx) => {
        tx.delete(counter());
        tx.create(counter(), count(2));
      });
      expect(await store.get(counter())).toEqual(count(2));
    }),
  );

  test(
    'set then delete in one transaction leaves nothing; the last write counts',
    withStore(open, async ({ store }) => {
      await store.transact(async (tx) => {
        tx.set(counter(), count(1));
        tx.delete(counter());
        tx.set(counter('other'), count(1));
        tx.set(counter('other'), count(2));
      });
      expect(await store.get(counter())).toBeUndefined();
      expect(await store.get(counter('other'))).toEqual(count(2));
    }),
  );

  test(
    'a deleted document can be created again',
    withStore(open, async ({ store }) => {
      await put(store, counter(), count(1));
      await store.transact(async (tx) => tx.delete(counter()));
      expect(await store.get(counter())).toBeUndefined();
      await store.transact(async (tx) => tx.create(counter(), count(2)));
      expect(await store.get(counter())).toEqual(count(2));
    }),
  );

  test(
    'deleting what is not there is fine',
    withStore(open, async ({ store }) => {
      expect(await codeOf(store.transact(async (tx) => tx.delete(counter())))).toBe('no error');
    }),
  );

  test(
    'set creates what is missing and replaces the whole document',
    withStore(open, async ({ store }) => {
      await put(store, entry(), holding({ a: 1, b: 2 }));
      await put(store, entry(), holding({ c: 3 }));
      expect(await store.get(entry())).toEqual(holding({ c: 3 }));
    }),
  );

  test(
    "the value that the function returns is the transaction's",
    withStore(open, async ({ store }) => {
      expect(await store.transact(async () => 'done')).toBe('done');
    }),
  );

  test(
    'a hundred writes are one transaction',
    withStore(open, async ({ store }) => {
      await store.transact(async (tx) => {
        for (let at = 0; at < 100; at += 1) tx.create(counter(`c${at}`), count(at));
      });
      const all = await store.transact((tx) => Promise.all(Array.from({ length: 100 }, (_, at) => tx.get(counter(`c${at}`)))));
      expect(all.map((one) => one?.count)).toEqual(Array.from({ length: 100 }, (_, at) => at));
    }),
  );
}

function atomicityCases(open: Open): void {
  test(
    'Z1 a function that throws leaves nothing, and its error comes out as it is',
    withStore(open, async ({ store }) => {
      const error = new RangeError('mine');
      const failing = store.transact(async (tx) => {
        tx.set(counter(), count(1));
        throw error;
      });
      await expect(failing).rejects.toBe(error);
      expect(await store.get(counter())).toBeUndefined();
    }),
  );

  test(
    "an error of the caller that looks like the database's is not retried",
    withStore(open, async ({ store }) => {
      let runs = 0;
      const error = Object.assign(new Error('not yours'), { code: 10 });
      const failing = store.transact(async (tx) => {
        runs += 1;
        await tx.get(counter());
        throw error;
      });
      await expect(failing).rejects.toBe(error);
      expect(runs).toBe(1);
    }),
  );

  test(
    'Z1 one refused create among many writes leaves none of them',
    withStore(open, async ({ store }) => {
      await put(store, counter('taken'), count(0));
      const writing = store.transact(async (tx) => {
        tx.set(counter('a'), count(1));
        tx.delete(counter('taken2'));
        tx.create(counter('taken'), count(1));
        tx.set(counter('b'), count(1));
      });
      await expect(writing).rejects.toMatchObject({ code: 'already_exists', path: 'quotas/taken' });
      expect([await store.get(counter('a')), await store.get(counter('b'))]).toEqual([undefined, undefined]);
    }),
  );

  test(
    'nothing is seen from outside before the function has ended',
    withStore(open, async ({ store }) => {
      await store.transact(async (tx) => {
        tx.set(counter(), count(1));
        expect(await store.get(counter())).toBeUndefined();
      });
      expect(await store.get(counter())).toEqual(count(1));
    }),
  );

  test(
    'a document is taken as it was when it was written',
    withStore(open, async ({ store }) => {
      const document = count(1);
      await store.transact(async (tx) => {
        tx.set(counter(), document);
        document.count = 2;
      });
      expect(await store.get(counter())).toEqual(count(1));
    }),
  );
}
