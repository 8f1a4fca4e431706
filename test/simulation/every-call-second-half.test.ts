import { expect, test } from '@jest/globals';
import { problemsAt } from './every-call.ts';

test('Z2 every handler, every call of a port, every outcome, once each: all is settled, and every promise is kept (second half)', async () => {
  expect(await problemsAt((_place, n) => n % 2 === 1)).toEqual([]);
}, 900_000);
