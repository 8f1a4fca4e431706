import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { npmStart } from '#test/bench/child.ts';

const churn = path.resolve(import.meta.dirname, '../../support/churn.ts');

/**
 * A heap whose limit is gigabytes grows to four times what lives in it before V8 collects it, however little that is: the limit that
 * `npm start` sets makes it grow by about half. Without it this heap grows to 190 MB and more, with it to about 100.
 */
test('E1 the heap of npm start is collected long before it is several times what lives', async () => {
  const flags = npmStart().filter((word) => word.startsWith('--max-'));
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, '--expose-gc', churn]);
  expect(Number(stdout)).toBeGreaterThan(30);
  expect(Number(stdout)).toBeLessThan(150);
});
