import { expect, test } from '@jest/globals';
import { agentTask, codeOf, count, counter, entry, holding, meeting, put, task, withStore } from './samples.ts';
import type { Open } from './samples.ts';

const openTasks = { index: 'agentTasksOpen', equal: { open: true }, parent: 'b', limit: 10 } as const;

/** Several transactions at once: whatever happens equals some order, one after the other. */
export function concurrencyCases(open: Open): void {
  conflictCases(open);
  orderCases(open);
}

function conflictCases(open: Open): void {
  test(
    'twenty writers of one counter lose nothing',
    withStore(open, async ({ store }) => {
      await Promise.all(
        Array.from({ length: 20 }, () =>
          store.transact(async (tx) => {
            const now = await tx.get(counter());
            tx.set(counter(), count((now?.count ?? 0) + 1));
          }),
        ),
      );
      expect((await store.get(counter()))?.count).toBe(20);
    }),
    60_000,
  );

  test(
    'writers through two doors lose nothing',
    withStore(open, async ({ store, another }) => {
      const other = await another();
      await Promise.all(
        Array.from({ length: 10 }, (_, at) =>
          (at % 2 === 0 ? store : other).transact(async (tx) => {
            const now = await tx.get(counter());
            tx.set(counter(), count((now?.count ?? 0) + 1));
          }),
        ),
      );
      expect((await other.get(counter()))?.count).toBe(10);
      await other.close();
    }),
    60_000,
  );

  test(
    'a function that runs again sees fresh data',
    withStore(open, async ({ store }) => {
      const bothHaveRead = meeting(2);
      const seen: number[] = [];
      const increment = (): Promise<void> =>
        store.transact(async (tx) => {
          const now = (await tx.get(counter()))?.count ?? 0;
          seen.push(now);
          if (now === 0) await Promise.race([bothHaveRead(), new Promise((resolve) => setTimeout(resolve, 500))]);
          tx.set(counter(), count(now + 1));
        });
      await Promise.all([increment(), increment()]);
      expect((await store.get(counter()))?.count).toBe(2);
      expect(seen).toContain(1);
    }),
    60_000,
  );

  test(
    'of two that create the same after finding nothing, one creates and the other finds it',
    withStore(open, async ({ store }) => {
      const results = await Promise.all(
        ['a', 'b'].map((name) =>
          store.transact(async (tx) => {
            const there = await tx.get(entry());
            if (there !== undefined) return `found ${String(there.answer)}`;
            tx.create(entry(), holding(name));
            return `created ${name}`;
          }),
        ),
      );
      const winner = (await store.get(entry()))?.answer;
      expect(results.toSorted()).toEqual([`created ${String(winner)}`, `found ${String(winner)}`]);
    }),
    60_000,
  );

  test(
    'I2 of many blind creates of one document exactly one succeeds',
    withStore(open, async ({ store }) => {
      const codes = await Promise.all(
        Array.from({ length: 8 }, (_, at) => codeOf(store.transact(async (tx) => tx.create(entry(), holding(at))))),
      );
      expect(codes.filter((code) => code === 'no error')).toHaveLength(1);
      expect(codes.filter((code) => code === 'already_exists')).toHaveLength(7);
    }),
    60_000,
  );

  test(
    'Z1 a commit whose answer was lost is recognised by what it left',
    withStore(open, async ({ store }) => {
      const command = (): Promise<string> =>
        store.transact(async (tx) => {
          const [mark, now] = [await tx.get(entry('command-1')), await tx.get(counter())];
          if (mark !== undefined) return 'done before';
          tx.create(entry('command-1'), holding(null));
          tx.set(counter(), count((now?.count ?? 0) + 1));
          return 'done now';
        });
      expect([await command(), await command(), await command()]).toEqual(['done now', 'done before', 'done before']);
      expect((await store.get(counter()))?.count).toBe(1);
    }),
  );
}

function orderCases(open: Open): void {
  test(
    'write skew is impossible',
    withStore(open, async ({ store }) => {
      const both = meeting(2);
      const goOffDuty = (own: string, other: string): Promise<void> =>
        store.transact(async (tx) => {
          const states = [await tx.get(entry(own)), await tx.get(entry(other))];
          await Promise.race([both(), new Promise((resolve) => setTimeout(resolve, 300))]);
          if (states.every((one) => one?.answer === 'on duty')) tx.set(entry(own), holding('off duty'));
        });
      await put(store, entry('x'), holding('on duty'));
      await put(store, entry('y'), holding('on duty'));
      await Promise.all([goOffDuty('x', 'y'), goOffDuty('y', 'x')]);
      const answers = [(await store.get(entry('x')))?.answer, (await store.get(entry('y')))?.answer];
      expect(answers.map(String).toSorted()).toEqual(['off duty', 'on duty']);
    }),
    60_000,
  );

  test(
    'a phantom in a query is impossible',
    withStore(open, async ({ store }) => {
      const all = meeting(3);
      const takeTheOnlyPlace = (id: string): Promise<void> =>
        store.transact(async (tx) => {
          const there = await tx.query(openTasks);
          await Promise.race([all(), new Promise((resolve) => setTimeout(resolve, 300))]);
          if (there.length === 0) tx.create(task('b', id), agentTask());
        });
      await Promise.all(['one', 'two', 'three'].map(takeTheOnlyPlace));
      expect(await store.query(openTasks)).toHaveLength(1);
    }),
    60_000,
  );

  test(
    "a document that leaves a query's answer is noticed",
    withStore(open, async ({ store }) => {
      await put(store, task('b', 'one'), agentTask());
      const closeAndCount = (): Promise<number> =>
        store.transact(async (tx) => {
          const there = await tx.query(openTasks);
          for (const { ref, document } of there) tx.set(ref, { ...document, open: false });
          return there.length;
        });
      const closed = await Promise.all([closeAndCount(), closeAndCount(), closeAndCount()]);
      expect(closed.toSorted((a, b) => a - b)).toEqual([0, 0, 1]);
    }),
    60_000,
  );

  test(
    'a reader of two documents never sees half of a transaction',
    withStore(open, async ({ store }) => {
      const write = (value: number): Promise<void> =>
        store.transact(async (tx) => {
          tx.set(counter('left'), count(value));
          tx.set(counter('right'), count(value));
        });
      await write(0);
      const pairs: unknown[] = [];
      const reading = Array.from({ length: 5 }, () =>
        store
          .transact(async (tx) => [(await tx.get(counter('left')))?.count, (await tx.get(counter('right')))?.count])
          .then((pair) => pairs.push(pair[0] === pair[1])),
      );
      await Promise.all([write(1), write(2), write(3), ...reading]);
      expect(pairs).toEqual([true, true, true, true, true]);
    }),
    60_000,
  );

  test(
    'money moved between accounts is neither made nor lost',
    withStore(open, async ({ store }) => {
      const accounts = ['a', 'b', 'c'];
      for (const id of accounts) await put(store, counter(id), count(10));
      const move = (from: string, to: string): Promise<void> =>
        store.transact(async (tx) => {
          const [source, target] = [await tx.get(counter(from)), await tx.get(counter(to))];
          if (source === undefined || target === undefined || source.count === 0) return;
          tx.set(counter(from), count(source.count - 1));
          tx.set(counter(to), count(target.count + 1));
        });
      await Promise.all(Array.from({ length: 6 }, (_, at) => move(accounts[at % 3]!, accounts[(at + 1) % 3]!)));
      const amounts = await Promise.all(accounts.map(async (id) => (await store.get(counter(id)))?.count ?? 0));
      expect(amounts.reduce((sum, one) => sum + one, 0)).toBe(30);
    }),
    60_000,
  );
}
