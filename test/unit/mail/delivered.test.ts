import { expect, test } from '@jest/globals';
import { endOf } from '#contexts/telling/app/delivered.ts';

const write = (): void => undefined;

test('N1 N6 whatever the channel: accepted is done; rejected and unknown are tried again, but what is refused for ever', () => {
  expect(endOf({ state: 'accepted', response: '250 ok' })).toEqual({ result: 'done' });
  const busy = { state: 'rejected', response: '451 later', permanent: false } as const;
  expect(endOf(busy)).toEqual({ result: 'failed', message: '451 later', permanent: false });
  expect(endOf({ ...busy, permanent: true })).toMatchObject({ result: 'failed', permanent: true });
  expect(endOf({ state: 'unknown', response: 'lost' })).toEqual({ result: 'failed', message: 'lost', permanent: false });
});

test('N1 the ledger is written however it ended, and a failure says what failed', () => {
  expect(endOf({ state: 'accepted', response: '250 ok' }, { write })).toEqual({ result: 'done', write });
  const failed = endOf({ state: 'unknown', response: 'lost' }, { write, what: 'mail' });
  expect(failed).toEqual({ result: 'failed', message: 'mail unknown: lost', permanent: false, write });
});
