import { expect, test } from '@jest/globals';
import { readJobOutput } from '#platform/google/job-output.ts';
import type { Objects } from '#platform/google/storage-objects.ts';

const RUN = 'abcd2345-0-1';

/** Files as object storage would give them, part by part. */
function holding(files: Record<string, string | Buffer>): Objects & { most: number } {
  const held = Object.entries(files).map(([name, text]): [string, Buffer] => [`job-output/${RUN}/${name}`, Buffer.from(text)]);
  const objects = {
    most: 0,
    create: () => Promise.resolve('exists' as const),
    read: () => Promise.reject(new Error('nobody has the memory for a whole file')),
    readPart: async (name: string, from: number, bytes: number) => {
      objects.most = Math.max(objects.most, bytes);
      return held.find(([one]) => one === name)?.[1].subarray(from, from + bytes);
    },
    list: async () => held.map(([name, { length }]) => ({ name, size: length })),
    remove: () => Promise.resolve(),
  };
  return objects;
}

async function linesOf(objects: Objects, pieces = { bytes: 7, line: 40 }): Promise<string[]> {
  const all: string[] = [];
  for await (const piece of (await readJobOutput(objects, RUN, pieces)).stdout) all.push(...piece);
  return all;
}

test('R16 R6 lines, characters and line ends that lie across two reads are whole', async () => {
  const lines = ['ünïcode 𝒳𝒴', '', 'plain', 'x'.repeat(39), 'końiec'];
  expect(await linesOf(holding({ 'stdout-1.txt': lines.join('\r\n'), 'stdout-2.txt': 'next\n' }))).toEqual([...lines, 'next']);
});

test('R16 a line without end is cut and marked, the next line is whole, and never more than a part is asked for', async () => {
  const objects = holding({ 'stdout.txt': `${'y'.repeat(1_000)}\nafter\n${'z'.repeat(100)}` });
  expect(await linesOf(objects)).toEqual([`${'y'.repeat(40)} [TRUNCATED]`, 'after', `${'z'.repeat(40)} [TRUNCATED]`]);
  expect(objects.most).toBe(7);
});

test('R6 invalid UTF-8 and NUL come through as what they can be shown as', async () => {
  expect(await linesOf(holding({ 'stdout.txt': Buffer.from([0x61, 0xff, 0x00, 0x62, 0x0a, 0xc3]) }))).toEqual(['a\ufffd\0b', '\ufffd']);
});

test('R6 a file that goes while it is read makes the evidence incomplete', async () => {
  const objects = holding({ 'stdout.txt': 'one\ntwo\nthree\n' });
  let reads = 0;
  const vanishing = {
    ...objects,
    readPart: (...args: Parameters<Objects['readPart']>) => ((reads += 1) > 1 ? Promise.resolve(undefined) : objects.readPart(...args)),
  };
  expect(await linesOf(vanishing)).toEqual(['one', 'two', '(not all of stdout.txt was there) [TRUNCATED]']);
});

test('R16 a job that names its files as parts of very many is told so in one short line', async () => {
  const names = Array.from({ length: 50 }, (_, n) => `stdout-${n}-00000-of-99999.txt`);
  const [said = '', ...more] = await linesOf(holding(Object.fromEntries(names.map((name) => [name, '']))));
  expect(more).toEqual([]);
  expect(said).toMatch(/^\(files are missing: 2 of 99999, 3 of 99999, .*, and 4999890 more\) \[TRUNCATED\]$/);
  expect(said.length).toBeLessThan(250);
});
