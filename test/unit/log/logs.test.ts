import { expect, test } from '@jest/globals';
import { createLogs } from '#contexts/operations/app/log/logs.ts';
import { manyLines } from '#test/support/many-lines.ts';

const name = { runId: 'r', stream: 'stdout' } as const;

test('W6 R16 100,000 lines: the end, any line and a search with a true count, in a second and in little memory', async () => {
  const outputs = manyLines({ chunks: 1_250, perChunk: 80, line: (n) => `line ${n} ${'x'.repeat(780)}${n % 52 === 0 ? ' needle' : ''}` });
  const logs = createLogs(outputs);
  const begun = performance.now();
  const end = await logs.window(name, { count: 1_000 });
  const first = performance.now() - begun;
  expect([end.from, end.lines.length, end.total, end.bytes > 79_000_000]).toEqual([99_001, 1_000, 100_000, true]);
  const reads = outputs.reads();
  const line = await logs.window(name, { from: 87_654, count: 2 });
  expect(line.lines.map((one) => one.slice(0, 10))).toEqual(['line 87654', 'line 87655']);
  expect(outputs.reads() - reads).toBeLessThan(5);
  const found = await logs.search(name, { text: 'NEEDLE', from: 1, most: 200 });
  expect([found.count, found.shown.length, found.shown[0]?.line]).toEqual([1_923, 200, 52]);
  console.info(`80 MB in 100,000 lines: their end after ${Math.round(first)} ms`);
  expect(first).toBeLessThan(2_000);
});

test('R17 a log that grows is read on, not again; behind its end there is nothing', async () => {
  const outputs = manyLines({ chunks: 100, perChunk: 10, line: String });
  const logs = createLogs(outputs);
  expect((await logs.window(name, { count: 3 })).lines).toEqual(['998', '999', '1000']);
  outputs.grow(2);
  const reads = outputs.reads();
  expect(await logs.window(name, { from: 1_001, count: 4_000 })).toMatchObject({ from: 1_001, total: 1_020 });
  expect(outputs.reads() - reads).toBeLessThan(25);
  expect((await logs.window(name, { from: 5_000, count: 10 })).lines).toEqual([]);
  expect(await logs.window({ runId: 'r', stream: 'stderr' }, { count: 10 })).toMatchObject({ lines: [], total: 0 });
});

test('R16 lines are found whatever chunks they lie in', async () => {
  const logs = createLogs(manyLines({ chunks: 7, perChunk: 3, line: String }));
  for (let from = 1; from <= 21; from += 1)
    for (const count of [1, 2, 5, 30])
      expect((await logs.window(name, { from, count })).lines).toEqual(
        Array.from({ length: Math.min(count, 22 - from) }, (_, n) => String(from + n)),
      );
});

test('R12 a search finds what is shown: neither what is masked, nor through the colours of it', async () => {
  const written = [
    'from alice@example.org',
    'from \u001b[1malice\u001b[0m@example.org',
    'alice wrote',
    '50%\r\u001b[32mdone\u001b[0m at last',
  ];
  const logs = createLogs(manyLines({ chunks: 1, perChunk: 4, line: (n) => written[n - 1] ?? '' }));
  const count = async (text: string): Promise<number> => (await logs.search(name, { text, from: 1, most: 5 })).count;
  expect(await Promise.all(['alice', 'alice@', 'alice@e', '@ex', '•••@•••', 'done at', '50%', '[32m'].map(count))).toEqual([
    1, 0, 0, 0, 2, 1, 0, 0,
  ]);
});
