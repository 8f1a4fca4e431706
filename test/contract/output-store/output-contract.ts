import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { OutputStore } from '#contexts/operations/ports/output-store.ts';
import { readLines } from '#test/support/read-lines.ts';

export interface OpenedStore {
  store: OutputStore;
  close(): void | Promise<void>;
}

/** What every OutputStore promises. Each test has a store of its own. */
export function outputContract(name: string, open: () => OpenedStore | Promise<OpenedStore>): void {
  let store: OutputStore;
  let close: OpenedStore['close'];
  beforeEach(async () => void ({ store, close } = await open()));
  afterEach(async () => close());

  describe(`an output store: ${name}`, () => {
    test('R6 gives back every line in order, whatever is in it, in whatever order chunks came', async () => {
      const anyLines = fc.array(fc.string({ unit: 'binary' }), { maxLength: 5 });
      let run = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.array(anyLines, { minLength: 1, maxLength: 6 }),
          fc.array(fc.nat(), { minLength: 6, maxLength: 6 }),
          async (chunks, order) => {
            const runId = `run-${(run += 1)}`;
            const shuffled = chunks
              .map((lines, index) => ({ lines, seq: index + 1, rank: order[index] ?? 0 }))
              .toSorted((a, b) => a.rank - b.rank);
            for (const { seq, lines } of shuffled) await store.saveChunk(runId, 'stdout', seq, lines);
            expect(await readLines(store, runId, 'stdout', chunks.length)).toEqual({ lines: chunks.flat(), missing: [] });
          },
        ),
        { numRuns: 25 },
      );
    });

    test('R6 the same chunk again is fine, another one under its number is refused', async () => {
      await store.saveChunk('run-1', 'stdout', 1, ['a', 'b']);
      await store.saveChunk('run-1', 'stdout', 1, ['a', 'b']);
      await expect(store.saveChunk('run-1', 'stdout', 1, ['a\nb'])).rejects.toMatchObject({ code: 'conflict' });
      await store.saveChunk('run-1', 'stderr', 1, ['other stream']);
      expect(await readLines(store, 'run-1', 'stdout', 1)).toEqual({ lines: ['a', 'b'], missing: [] });
    });

    test('Z2 of many callers at once with different lines exactly one wins', async () => {
      const attempts = Array.from({ length: 12 }, (_, index) => store.saveChunk('run-1', 'stdout', 1, [`caller ${index % 3}`]));
      const outcomes = await Promise.allSettled(attempts);
      const { lines } = await readLines(store, 'run-1', 'stdout', 1);
      const winners = outcomes.flatMap(({ status }, index) => (status === 'fulfilled' ? [`caller ${index % 3}`] : []));
      expect(winners).toEqual([...lines, ...lines, ...lines, ...lines]);
    });

    test('R16 a chunk is read by itself, and one that is missing is undefined', async () => {
      await store.saveChunk('run-1', 'stdout', 2, ['b', '']);
      expect(await store.readChunk('run-1', 'stdout', 2)).toEqual(['b', '']);
      expect(await store.readChunk('run-1', 'stdout', 1)).toBeUndefined();
      expect(await store.readChunk('unknown', 'stderr', 1)).toBeUndefined();
      await expect(store.readChunk('../run-2', 'stdout', 1)).rejects.toMatchObject({ code: 'bad_name' });
    });

    test('R6 missing chunks are named', async () => {
      await store.saveChunk('run-1', 'stdout', 2, ['second']);
      expect(await readLines(store, 'run-1', 'stdout', 3)).toEqual({ lines: ['second'], missing: [1, 3] });
      expect(await readLines(store, 'unknown', 'stderr', 1)).toEqual({ lines: [], missing: [1] });
      expect(await readLines(store, 'unknown', 'stderr', 0)).toEqual({ lines: [], missing: [] });
    });

    test('Z4 a purged run is gone, purging twice is fine, others stay', async () => {
      await store.saveChunk('run-1', 'stdout', 1, ['a']);
      await store.saveChunk('run-2', 'stdout', 1, ['b']);
      await store.purge('run-1');
      await store.purge('run-1');
      expect(await readLines(store, 'run-1', 'stdout', 1)).toEqual({ lines: [], missing: [1] });
      expect(await readLines(store, 'run-2', 'stdout', 1)).toEqual({ lines: ['b'], missing: [] });
    });

    test.each(['..', '.', '', 'a/b', '../run-2', 'a\0b', 'x'.repeat(151)])('X2 refuses %j as the id of a run', async (id) => {
      await expect(store.saveChunk(id, 'stdout', 1, [])).rejects.toMatchObject({ code: 'bad_name' });
      await expect(readLines(store, id, 'stdout', 1)).rejects.toMatchObject({ code: 'bad_name' });
      await expect(store.purge(id)).rejects.toMatchObject({ code: 'bad_name' });
    });

    test('X2 refuses numbers that are no chunk numbers', async () => {
      for (const seq of [0, -1, 1.5, Number.NaN])
        await expect(store.saveChunk('run-1', 'stdout', seq, [])).rejects.toMatchObject({ code: 'bad_name' });
    });

    test('R6 keeps a stream of many lines whole', async () => {
      const lines = Array.from({ length: 20_000 }, (_, index) => `line ${index} ${'é'.repeat(index % 50)}`);
      const chunks = Array.from({ length: 20 }, (_, index) => lines.slice(index * 1000, (index + 1) * 1000));
      await Promise.all(chunks.map((chunk, index) => store.saveChunk('big', 'stdout', index + 1, chunk)));
      expect(await readLines(store, 'big', 'stdout', 20)).toEqual({ lines, missing: [] });
      await store.purge('big');
      expect((await readLines(store, 'big', 'stdout', 20)).missing).toHaveLength(20);
    });
  });
}
