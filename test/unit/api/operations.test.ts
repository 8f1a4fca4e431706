import { describe, expect, test } from '@jest/globals';
import { apiOperations, fieldOf } from '#doors/contracts/api/operations.ts';
import { operationsAt } from '#doors/contracts/api/find.ts';
import { inputOf } from '#doors/contracts/api/input.ts';

describe('P1 the table of what programs can ask for', () => {
  test.each(apiOperations.map((one) => [one.name, one] as const))(
    'P1 %s is found by its own method and path, and by no other',
    (_, one) => {
      const found = operationsAt(one.segments.map((segment) => (fieldOf(segment) === undefined ? segment : 'x')));
      expect(found.filter(({ operation }) => operation.route.method === one.route.method).map(({ operation }) => operation.name)).toEqual([
        one.name,
      ]);
    },
  );

  test.each(apiOperations.map((one) => [one.name, one] as const))(
    'P1 what stands in the path of %s is a field of what it asks',
    (_, one) => {
      const fields = one.segments.flatMap((segment) => fieldOf(segment) ?? []);
      expect(Object.keys(inputOf(one).path).toSorted()).toEqual(fields.toSorted());
    },
  );
});
