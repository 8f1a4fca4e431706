import { expect, test } from '@jest/globals';
import { createSharedReads } from '#doors/shared-reads.ts';

test('P7 what many ask for at once is read once, and anew when that is too old; of what failed nothing is kept', async () => {
  let [now, reads] = [0, 0];
  const shared = createSharedReads<number>({ lasts: 100, most: 2, wall: () => now });
  const read = async (): Promise<number> => (reads += 1);
  expect(await Promise.all(Array.from({ length: 200 }, () => shared('a', read)))).toEqual(Array.from({ length: 200 }, () => 1));
  now = 99;
  expect(await shared('a', read)).toBe(1);
  now = 100;
  expect(await shared('a', read)).toBe(2);
  await expect(shared('b', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  expect(await shared('b', read)).toBe(3);
  // Of more than two the oldest is forgotten.
  await shared('c', read);
  expect(await shared('a', read)).toBe(5);
});
