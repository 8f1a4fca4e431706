import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { openFolderOutputStore } from '#adapters/embedded/folder-output-store.ts';
import type { OutputStore } from '#ports/output-store.ts';

let folder: string;
let store: OutputStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rehearsal-output-'));
  store = openFolderOutputStore(folder);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('an output store', () => {
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
          expect(await store.readLines(runId, 'stdout', chunks.length)).toEqual({ lines: chunks.flat(), missing: [] });
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
    expect(await store.readLines('run-1', 'stdout', 1)).toEqual({ lines: ['a', 'b'], missing: [] });
  });

  test('Z2 of many callers at once with different lines exactly one wins', async () => {
    const attempts = Array.from({ length: 12 }, (_, index) => store.saveChunk('run-1', 'stdout', 1, [`caller ${index % 3}`]));
    const outcomes = await Promise.allSettled(attempts);
    const { lines } = await store.readLines('run-1', 'stdout', 1);
    const winners = outcomes.flatMap(({ status }, index) => (status === 'fulfilled' ? [`caller ${index % 3}`] : []));
    expect(winners).toEqual([...lines, ...lines, ...lines, ...lines]);
  });

  test('R6 missing chunks are named', async () => {
    await store.saveChunk('run-1', 'stdout', 2, ['second']);
    expect(await store.readLines('run-1', 'stdout', 3)).toEqual({ lines: ['second'], missing: [1, 3] });
    expect(await store.readLines('unknown', 'stderr', 1)).toEqual({ lines: [], missing: [1] });
    expect(await store.readLines('unknown', 'stderr', 0)).toEqual({ lines: [], missing: [] });
  });

  test('Z4 a purged run is gone, purging twice is fine, others stay', async () => {
    await store.saveChunk('run-1', 'stdout', 1, ['a']);
    await store.saveChunk('run-2', 'stdout', 1, ['b']);
    await store.purge('run-1');
    await store.purge('run-1');
    expect(await store.readLines('run-1', 'stdout', 1)).toEqual({ lines: [], missing: [1] });
    expect(await store.readLines('run-2', 'stdout', 1)).toEqual({ lines: ['b'], missing: [] });
  });

  test.each(['..', '.', '', 'a/b', '../run-2', 'a\0b', 'x'.repeat(151)])('X2 refuses %j as the id of a run', async (id) => {
    await expect(store.saveChunk(id, 'stdout', 1, [])).rejects.toMatchObject({ code: 'bad_name' });
    await expect(store.readLines(id, 'stdout', 1)).rejects.toMatchObject({ code: 'bad_name' });
    await expect(store.purge(id)).rejects.toMatchObject({ code: 'bad_name' });
  });

  test('X2 refuses numbers that are no chunk numbers', async () => {
    for (const seq of [0, -1, 1.5, Number.NaN])
      await expect(store.saveChunk('run-1', 'stdout', seq, [])).rejects.toMatchObject({ code: 'bad_name' });
  });
});

describe('the folder of outputs', () => {
  test('leaves no temporary file behind', async () => {
    await Promise.all([1, 2, 3].map((seq) => store.saveChunk('run-1', 'stdout', seq, ['x'])));
    expect(readdirSync(join(folder, 'run-1', 'stdout')).toSorted()).toEqual(['000001.json', '000002.json', '000003.json']);
  });

  test('says so when it cannot be used', async () => {
    writeFileSync(join(folder, 'run-1'), 'in the way');
    await expect(store.saveChunk('run-1', 'stdout', 1, ['x'])).rejects.toMatchObject({ code: 'unavailable' });
  });
});
