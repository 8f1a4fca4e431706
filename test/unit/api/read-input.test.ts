import { expect, test } from '@jest/globals';
import { operationsAt } from '#doors/contracts/api/find.ts';
import { readInput } from '#doors/contracts/api/read-input.ts';
import { operationRequest } from '#doors/contracts/operations.ts';

const borrowed = Object.getOwnPropertyNames(Object.prototype);

test.each(borrowed)('P1 %s is no parameter, as no other name that nobody gave', (name) => {
  const [found] = operationsAt(['people']);
  if (found === undefined) throw new Error('no list of people');
  expect(readInput(found, [[name, '1']], undefined, () => undefined)).toEqual({
    problems: [{ path: name, code: 'unrecognized_keys', message: 'is not known here' }],
  });
});

test.each(borrowed)('P1 %s in a body is refused as any field that is not known', (name) => {
  const found = operationsAt(['intake', 'close']).find(({ operation }) => operation.route.method === 'POST');
  if (found === undefined) throw new Error('no way to close intake');
  const read = readInput(found, [], JSON.parse(`{"why":"x","${name}":1}`), () => undefined);
  expect('asked' in read && operationRequest.safeParse(read.asked).success).toBe(false);
});
