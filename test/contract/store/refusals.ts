import { expect, test } from '@jest/globals';
import type { Transaction } from '#functions/wiring/system.ts';
import { agentTask, codeOf, count, counter, put, task, withStore, type Open } from './samples.ts';

/** What a transaction and a reference refuse. */
export function refusalCases(open: Open): void {
  test(
    'a read after a write is refused, of documents and of queries',
    withStore(open, async ({ store }) => {
      const reading = store.transact(async (tx) => {
        tx.set(counter(), count(1));
        return tx.get(counter('other'));
      });
      expect(await codeOf(reading)).toBe('read_after_write');
      const querying = store.transact(async (tx) => {
        tx.delete(counter());
        return tx.query({ index: 'agentTasksOpen', equal: { open: true }, parent: 'b', limit: 1 });
      });
      expect(await codeOf(querying)).toBe('read_after_write');
      expect(await store.get(counter())).toBeUndefined();
    }),
  );

  test(
    'a transaction that is over refuses everything',
    withStore(open, async ({ store }) => {
      let kept: Transaction | undefined;
      await store.transact(async (tx) => void (kept = tx));
      await expect(async () => kept?.get(counter())).rejects.toThrow(/over/);
      expect(() => kept?.set(counter(), count(1))).toThrow(/over/);
    }),
  );

  test(
    'a parent is given exactly where the table says so',
    withStore(open, async ({ store }) => {
      await expect(async () => store.get({ collection: 'agentTasks', id: 'a' })).rejects.toThrow(TypeError);
      await expect(async () => store.get({ collection: 'quotas', parent: 'b', id: 'a' })).rejects.toThrow(TypeError);
    }),
  );

  for (const id of ['', '.', '..', 'a/b', 'a b', 'ä', '__id__', '__1__', 'x'.repeat(301)]) {
    test(
      `${JSON.stringify(id.slice(0, 12))} is no document id`,
      withStore(open, async ({ store }) => {
        await expect(async () => store.get(counter(id))).rejects.toThrow(TypeError);
        await expect(async () => store.transact(async (tx) => tx.set(counter(id), count(1)))).rejects.toThrow(TypeError);
      }),
    );
  }

  test(
    'ids of every allowed character and length are kept apart',
    withStore(open, async ({ store }) => {
      const ids = [
        'A',
        'a',
        'a.b',
        'a:b',
        'a@b',
        'a-b',
        'a_b',
        '0',
        '00',
        '__x',
        'x__',
        '-',
        '_',
        '@',
        ':',
        '...',
        'x'.repeat(300),
        'constructor',
        '__proto_',
      ];
      await store.transact(async (tx) => ids.forEach((id, at) => tx.create(counter(id), count(at))));
      const all = await Promise.all(ids.map((id) => store.get(counter(id))));
      expect(all.map((one) => one?.count)).toEqual(ids.map((_, at) => at));
    }),
  );

  test(
    'the same id under two parents is two documents',
    withStore(open, async ({ store }) => {
      await put(store, task('one', 'a'), agentTask({ subject: { kind: 'request', id: 'r1' } }));
      await put(store, task('two', 'a'), agentTask({ subject: { kind: 'request', id: 'r2' } }));
      await store.transact(async (tx) => tx.delete(task('one', 'a')));
      expect(await store.get(task('one', 'a'))).toBeUndefined();
      expect((await store.get(task('two', 'a')))?.subject.id).toBe('r2');
    }),
  );
}

/** The store's time, which decides. */
export function timeCases(open: Open): void {
  test(
    'the time inside a transaction needs a read first',
    withStore(open, async ({ store }) => {
      expect(await codeOf(store.transact(async (tx) => tx.now()))).toBe('nothing_read');
      const afterWrite = store.transact(async (tx) => {
        tx.set(counter(), count(1));
        return tx.now();
      });
      expect(await codeOf(afterWrite)).toBe('nothing_read');
    }),
  );

  test(
    "S1 the time inside is that of the first read, of a missing document too, and between the store's before and after",
    withStore(open, async ({ store }) => {
      const before = await store.now();
      const [first, second, afterQuery] = await store.transact(async (tx) => {
        await tx.get(counter());
        const one = tx.now();
        await tx.get(counter('other'));
        return [one, tx.now(), 0];
      });
      const queried = await store.transact(async (tx) => {
        await tx.query({ index: 'agentTasksOpen', equal: { open: true }, parent: 'b', limit: 1 });
        return tx.now();
      });
      const after = await store.now();
      expect([first, afterQuery]).toEqual([second, 0]);
      expect([before, first, queried, after]).toEqual([before, first, queried, after].toSorted((a, b) => a - b));
      expect(Math.abs(after - Date.now())).toBeLessThan(60_000);
      expect(Number.isInteger(after)).toBe(true);
    }),
  );

  test(
    "the store's time never goes back",
    withStore(open, async ({ store }) => {
      const times: number[] = [];
      for (let at = 0; at < 10; at += 1) {
        times.push(await store.now());
        times.push(await store.transact(async (tx) => (await tx.get(counter()), tx.now())));
      }
      expect(times).toEqual(times.toSorted((a, b) => a - b));
    }),
  );
}
