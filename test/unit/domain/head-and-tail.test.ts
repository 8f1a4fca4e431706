import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { headAndTail } from '#contexts/operations/domain/head-and-tail.ts';

const mark = (bytes: number): string => `<${bytes}>`;
const size = (line: string): number => line.length;

function kept(lines: readonly string[], limits: { bytes: number; lines: number }): string[] {
  const ends = headAndTail(limits, size, mark);
  return [...lines.flatMap((line) => ends.take(line)), ...ends.end()];
}

describe('R16 head and tail', () => {
  test('R16 an output within its limits is kept whole', () => {
    const lines = ['a', '', 'b'.repeat(50)];
    expect(kept(lines, { bytes: 1_000, lines: 100 })).toEqual(lines);
  });

  test('R16 of a longer one the beginning and the end are kept, and what is between is told in bytes', () => {
    const lines = Array.from({ length: 1_000 }, (_, at) => `line ${at}`);
    const found = kept(lines, { bytes: 100_000, lines: 100 });
    expect([found[0], found[74], found[75], found[76], found.at(-1)]).toEqual(['line 0', 'line 74', '<7183>', 'line 976', 'line 999']);
    expect(found).toHaveLength(100);
  });

  test('R16 a line larger than there is room for is never held', () => {
    expect(kept(['a', 'x'.repeat(5_000), 'b'], { bytes: 1_000, lines: 50 })).toEqual(['a', '<5000>', 'b']);
  });

  test('R16 never more than the limits, never out of order, and nothing is left out untold', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ maxLength: 30 })),
        fc.record({ bytes: fc.integer({ min: 150, max: 700 }), lines: fc.integer({ min: 8, max: 60 }) }),
        (lines, limits) => {
          const numbered = lines.map((line, at) => `${at}:${line.replaceAll(/[<>]/g, '')}`);
          const found = kept(numbered, limits);
          const isMark = (line: string): boolean => /^<\d+>$/.test(line);
          const own = found.filter((line) => !isMark(line));
          expect(found.length).toBeLessThanOrEqual(limits.lines);
          expect(own.reduce((sum, line) => sum + size(line), 0)).toBeLessThanOrEqual(limits.bytes);
          const at = own.map((line) => numbered.indexOf(line));
          expect(at).toEqual(at.toSorted((a, b) => a - b));
          const leftOut = numbered.filter((line) => !own.includes(line)).reduce((sum, line) => sum + size(line), 0);
          expect(found.find(isMark)).toBe(leftOut === 0 ? undefined : mark(leftOut));
        },
      ),
    );
  });
});
