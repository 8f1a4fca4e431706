import { expect, test } from '@jest/globals';
import type { RequestDocument } from '#products/rehearsal/stored/document-types.ts';
import type { IndexQuery } from '#functions/wiring/system.ts';
import type { Store } from '#functions/wiring/system.ts';
import { agentTask, codeOf, effect, outboxEntry, put, task, withStore } from './samples.ts';
import type { Open } from './samples.ts';

/** Only the fields that the indexes read matter here. */
const request = (fields: Record<string, unknown>): RequestDocument => ({ status: 'queued', queueRank: '', ...fields }) as never;
const save = (store: Store, id: string, fields: Record<string, unknown>): Promise<void> =>
  put(store, { collection: 'requests', id }, request(fields));
const ids = async (store: Store, holds: string, more: Partial<IndexQuery<'requestsByTerm'>> = {}): Promise<string[]> =>
  (await store.query({ index: 'requestsByTerm', equal: {}, holds, limit: 100, ...more })).map(({ ref }) => ref.id);

/** Counts, and queries for what a list holds. */
export function listCases(open: Open): void {
  findCases(open);
  changeCases(open);
  countCases(open);
  refusedCases(open);
}

function findCases(open: Open): void {
  test(
    'W8 a list is found by each of its texts, newest first, and by no part of one',
    withStore(open, async ({ store }) => {
      await save(store, 'a', { submittedAt: 1, terms: ['topic', 'job', 'topic'] });
      await save(store, 'b', { submittedAt: 3, terms: ['job'] });
      await save(store, 'c', { submittedAt: 2, terms: ['Job', 7, true, null, ['job'], { job: 'job' }] });
      await save(store, 'd', { submittedAt: 4, terms: 'job' });
      await save(store, 'e', { submittedAt: 5 });
      await save(store, 'f', { terms: ['job'] });
      expect(await ids(store, 'job')).toEqual(['b', 'a']);
      expect(await ids(store, 'topic')).toEqual(['a']);
      expect(await Promise.all(['Job', 'jo', '7', '', "' OR 1=1 --", '%'].map((text) => ids(store, text)))).toEqual([
        ['c'],
        [],
        [],
        [],
        [],
        [],
      ]);
      expect((await store.query({ index: 'requestsByTerm', equal: {}, holds: 'topic', limit: 1 }))[0]).toEqual({
        ref: { collection: 'requests', id: 'a' },
        document: request({ submittedAt: 1, terms: ['topic', 'job', 'topic'] }),
      });
    }),
  );

  test(
    'W8 pages and bounds hold among those that are found, through ties',
    withStore(open, async ({ store }) => {
      for (const [id, submittedAt] of Object.entries({ a: 1, b: 2, c: 2, d: 3, e: 9 }))
        await save(store, id, { submittedAt, terms: id === 'e' ? ['other'] : ['job'] });
      expect(await ids(store, 'job', { limit: 2 })).toEqual(['d', 'c']);
      expect(await ids(store, 'job', { after: { value: 2, id: 'c' } })).toEqual(['b', 'a']);
      expect(await ids(store, 'job', { from: 2, to: 2 })).toEqual(['c', 'b']);
    }),
  );
}

function changeCases(open: Open): void {
  test(
    'W8 what a list no longer holds, and what was deleted, is not found any more',
    withStore(open, async ({ store, another }) => {
      await save(store, 'a', { submittedAt: 1, terms: ['one', 'two'] });
      await save(store, 'b', { submittedAt: 2, terms: ['two'] });
      await save(store, 'a', { submittedAt: 3, terms: ['two', 'three'] });
      expect([await ids(store, 'one'), await ids(store, 'two'), await ids(store, 'three')]).toEqual([[], ['a', 'b'], ['a']]);
      await store.transact(async (tx) => tx.delete({ collection: 'requests', id: 'a' }));
      const other = await another();
      expect([await ids(other, 'two'), await ids(other, 'three')]).toEqual([['b'], []]);
      await other.close();
    }),
  );
}

function countCases(open: Open): void {
  test(
    'W2 a count is that of all, beyond every limit, with its bounds',
    withStore(open, async ({ store }) => {
      for (let first = 0; first < 520; first += 260)
        await store.transact(async (tx) => {
          for (let n = first; n < first + 260; n += 1) tx.set(effect(`e${n}`), outboxEntry({ open: true, sweepAt: n }));
        });
      expect(await store.count({ index: 'outboxDue', equal: { open: true } })).toBe(520);
      expect(await store.count({ index: 'outboxDue', equal: { open: true }, from: 10, to: 19 })).toBe(10);
      expect(await store.count({ index: 'outboxDue', equal: { open: false } })).toBe(0);
    }),
  );

  test(
    'W2 a count counts what a query finds: those with the order field, of one parent, or of all, or that hold a text',
    withStore(open, async ({ store }) => {
      await put(store, effect('a'), outboxEntry({ open: true }));
      await put(store, effect('b'), outboxEntry({ open: true, sweepAt: 'x' }));
      expect(await store.count({ index: 'outboxDue', equal: { open: true } })).toBe(1);
      for (const parent of ['b', 'bb']) await put(store, task(parent, 'one'), agentTask());
      expect(await store.count({ index: 'agentTasksOpen', equal: { open: true }, parent: 'b' })).toBe(1);
      for (const parent of ['r1', 'r2'])
        await put(store, { collection: 'mails', parent, id: 'm' }, { state: 'rejected', createdAt: 1 } as never);
      expect(await store.count({ index: 'mailsByState', equal: { state: 'rejected' } })).toBe(2);
      await save(store, 'a', { submittedAt: 1, terms: ['job', 'job'] });
      await save(store, 'b', { submittedAt: 2, terms: ['job'], status: 'running' });
      expect(await store.count({ index: 'requestsByTerm', equal: {}, holds: 'job' })).toBe(2);
    }),
  );
}

function refusedCases(open: Open): void {
  const undeclared: Record<string, unknown> = {
    'a list without its text': { index: 'requestsByTerm', equal: {}, limit: 1 },
    'a text that is none': { index: 'requestsByTerm', equal: {}, holds: 7, limit: 1 },
    'a text for an index without a list': { index: 'outboxDue', equal: { open: true }, holds: 'x', limit: 1 },
  };
  for (const [what, query] of Object.entries(undeclared))
    test(
      `Z3 ${what} is undeclared_query, found or counted`,
      withStore(open, async ({ store }) => {
        expect(await codeOf(store.query(query as IndexQuery<'requestsByTerm'>))).toBe('undeclared_query');
        expect(await codeOf(store.count(query as IndexQuery<'requestsByTerm'>))).toBe('undeclared_query');
      }),
    );

  test(
    'Z3 an indexed list has at most 500 texts, each fit for an index',
    withStore(open, async ({ store }) => {
      const tried = [Array.from({ length: 501 }, (_, n) => `t${n}`), ['x'.repeat(1501)], ['\u0000'], ['\ud800']];
      for (const terms of tried) expect(await codeOf(save(store, 'a', { submittedAt: 1, terms }))).toBe('not_json');
      await save(store, 'a', { submittedAt: 1, terms: Array.from({ length: 500 }, (_, n) => `t${n}`) });
      expect(await ids(store, 't499')).toEqual(['a']);
    }),
  );
}
