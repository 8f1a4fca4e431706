import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { distance } from '#kernel/distance.ts';

test.each([
  ['', '', 0],
  ['', 'ab', 2],
  ['pause', 'puase', 2],
  ['needs', 'need', 1],
  ['kitten', 'sitting', 3],
  ['a', 'abcdef', 3],
  ['abcdef', 'uvwxyz', 3],
])('E7 from %s to %s it is %i', (a, b, apart) => {
  expect(distance(a, b)).toBe(apart);
  expect(distance(b, a)).toBe(apart);
});

test('E7 two changes make a distance of two at the most', () => {
  const word = fc.string({ maxLength: 30 });
  fc.assert(
    fc.property(word, fc.nat(30), fc.nat(30), fc.constantFrom('', 'x'), (text, one, two, put) => {
      const changed = [one, two].reduce((now, at) => now.slice(0, at) + put + now.slice(at + 1), text);
      expect(distance(text, changed)).toBeLessThanOrEqual(2);
    }),
  );
});
