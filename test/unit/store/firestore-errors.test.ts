import { expect, test } from '@jest/globals';
import { toStoreError } from '#platform/google/firestore-errors.ts';
import { StoreError } from '#kernel/store/errors.ts';

const grpc = (code: number, message = 'said'): Error => Object.assign(new Error(message), { code });

test('each status becomes the code that steers retries, with its cause', () => {
  for (const [status, code] of [
    [14, 'unavailable'],
    [4, 'unavailable'],
    [8, 'unavailable'],
    [13, 'unavailable'],
    [10, 'contended'],
    [409, 'contended'],
  ] as const) {
    const cause = grpc(status);
    expect(toStoreError(cause)).toMatchObject({ name: 'StoreError', code, cause });
  }
  expect(toStoreError(grpc(3, 'The referenced transaction has expired'))).toMatchObject({ code: 'contended' });
});

test('a bug is not dressed up, and our own errors pass', () => {
  for (const error of [grpc(3), grpc(7), new TypeError('x'), 'text', new StoreError('not_json', 'x')])
    expect(toStoreError(error)).toBe(error);
});

test('the document that exists is named: the longest of those the message names', () => {
  const created = ['quotas/a', 'quotas/ab', 'quotas/c'];
  expect(toStoreError(grpc(6, 'Document already exists: projects/p/databases/(default)/documents/quotas/ab'), created)).toMatchObject({
    path: 'quotas/ab',
  });
  expect(toStoreError(grpc(6, 'no names'), ['quotas/c'])).toMatchObject({ code: 'already_exists', path: 'quotas/c' });
  expect(toStoreError(grpc(6, 'no names'), created)).toMatchObject({ path: undefined });
});
