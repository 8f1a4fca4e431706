import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cursorOf, placeAt } from '#contexts/access/contracts/api/cursor.ts';
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

describe('P7 cursors', () => {
  test('P7 a cursor says its place again, and what is none is refused', () => {
    fc.assert(
      fc.property(fc.integer(), fc.string({ unit: 'grapheme', maxLength: 300 }), (value, id) => {
        expect(placeAt(cursorOf({ value, id }))).toEqual({ value, id });
      }),
    );
    fc.assert(
      fc.property(fc.string(), (text) => {
        const place = placeAt(text);
        expect(place === undefined || cursorOf(place) === text || typeof place.id === 'string').toBe(true);
      }),
    );
    expect(['', 'x', '!!', 'WzFd', 'bnVsbA', 'a'.repeat(2_001)].map(placeAt)).toEqual(Array.from({ length: 6 }, () => undefined));
  });
});
