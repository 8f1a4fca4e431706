import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { countsIn } from '#contexts/verdict/domain/counts.ts';

describe('R12 what an output counted', () => {
  test('result-in-the-pull-request: the count that was pasted by hand', () => {
    expect(countsIn(['EXP PROCESSED SUCCESS: 35745', 'exploration 12 is fine'], [])).toEqual([
      { label: 'EXP PROCESSED SUCCESS', value: 35745 },
    ]);
  });

  test('labels that the form named, whatever they look like; those of several workers are added up', () => {
    const expected = [{ kind: 'count', label: 'Topics moved', comparison: '>=', value: 1 }] as const;
    expect(countsIn(['Topics moved: 3', 'Topics moved = 4', 'Topics left: 9'], [...expected])).toEqual([
      { label: 'Topics moved', value: 7 },
    ]);
  });

  test('no line of a person is a count', () => {
    fc.assert(
      fc.property(fc.emailAddress(), fc.nat(), (address, n) => {
        expect(countsIn([`${address}: ${n}`, `user ${address}: ${n}`], [])).toEqual([]);
      }),
    );
  });

  test('however long the output, the counts are few', () => {
    expect(
      countsIn(
        Array.from({ length: 5000 }, (_, n) => `LABEL ${n}: ${n}`),
        [],
      ).length,
    ).toBeLessThanOrEqual(12);
  });
});
