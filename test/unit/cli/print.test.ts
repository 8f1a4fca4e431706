import { expect, test } from '@jest/globals';
import { printed } from '#infra/cli/print.ts';

test('E7 people are not shown what is empty, in facts or in a column; numbers and no are not empty', () => {
  const facts = { backend: 'tpp', holder: '', ready: false, waiting: 0 };
  const rows = [
    { what: 'flag', why: '' },
    { what: 'slots', why: '', late: 2 },
  ];
  expect(printed({ ...facts, rows })).toBe('backend  tpp\nready    false\nwaiting  0\n\nwhat   late\nflag\nslots  2\n');
  expect(printed({ rows: [] }, ['rows'])).toBe('nothing\n');
});
