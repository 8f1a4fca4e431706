import { expect, test } from '@jest/globals';
import { keepOutput } from '#contexts/operations/app/keep-output.ts';
import type { OutputStore } from '#contexts/operations/ports/output-store.ts';

interface Kept {
  store: OutputStore;
  sizes: number[];
  last: readonly string[];
}

/** Remembers how many lines came, and the last of them. */
function counting(): Kept {
  const kept: Kept = {
    sizes: [],
    last: [],
    store: {
      saveChunk: async (_run, _stream, _seq, lines) => {
        kept.sizes.push(lines.length);
        kept.last = lines.slice(-2);
      },
      readChunk: async () => undefined,
      purge: async () => undefined,
    },
  };
  return kept;
}

const run = { runId: 'r', stream: 'stdout' as const };

test('R16 a million lines are kept and seen as they come: never more than a chunk of them waits', async () => {
  const kept = counting();
  let [given, seen, most] = [0, 0, 0];
  async function* lines(): AsyncGenerator<readonly string[]> {
    for (let at = 0; at < 1_000; at += 1) {
      given += 1_000;
      yield Array.from({ length: 1_000 }, (_, line) => `line ${at * 1_000 + line}`);
      most = Math.max(most, given - kept.sizes.reduce((sum, size) => sum + size, 0));
    }
  }
  const limits = { bytes: 100_000_000, lines: 2_000_000 };
  expect(await keepOutput(kept.store, { ...run, limits }, lines(), () => (seen += 1))).toEqual({ chunks: kept.sizes.length, cut: false });
  expect([seen, kept.sizes.reduce((sum, size) => sum + size, 0), most <= 6_000]).toEqual([1_000_000, 1_000_000, true]);
});

test('R16 of more than its limits head and tail are kept, and it is said that some is left out', async () => {
  const kept = counting();
  async function* lines(): AsyncGenerator<readonly string[]> {
    for (let at = 0; at < 100; at += 1) yield Array.from({ length: 1_000 }, (_, line) => `line ${at * 1_000 + line}`);
  }
  expect(await keepOutput(kept.store, { ...run, limits: { bytes: 1_000_000, lines: 8_000 } }, lines())).toEqual({ chunks: 2, cut: true });
  expect([kept.sizes.reduce((sum, size) => sum + size, 0), kept.last]).toEqual([8_000, ['line 99998', 'line 99999']]);
});
