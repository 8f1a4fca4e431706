import { describe, expect, test } from '@jest/globals';
import { placeOf, type PoolRule } from '#contexts/backends/domain/pool-rules.ts';

const pools = { default: 4, database: 2, big: 8 };
const action = { action: 'model_fit', command: 'python:v2 fit.py', usesDatabase: false };

function place(rules: readonly PoolRule[], over: Partial<typeof action> = {}, has: Record<string, number> = pools): string {
  const { pool, weight } = placeOf({ pools: has, rules }, { ...action, ...over });
  return `${weight} of ${pool}`;
}

describe('B7 which pool, and how many slots', () => {
  test('B7 without a rule: one of default, or of database where there is such a pool and it uses the database', () => {
    expect(place([])).toBe('1 of default');
    expect(place([], { usesDatabase: true })).toBe('1 of database');
    expect(place([], { usesDatabase: true }, { default: 1 })).toBe('1 of default');
  });

  test('B7 the first rule that fits says it', () => {
    const rules = [
      { command: 'stata-mp', pool: 'big', weight: 2 },
      { action: 'model_*', pool: 'big', weight: 4 },
      { action: 'model_fit', pool: 'default', weight: 1 },
    ];
    expect(place(rules)).toBe('4 of big');
    expect(place(rules, { command: ' stata-mp:latest analysis.do' })).toBe('2 of big');
    expect(place(rules, { action: 'report' })).toBe('1 of default');
  });

  test('B7 a rule fits what all that it names fits', () => {
    const rules = [{ action: 'model_*', database: true, pool: 'database', weight: 2 }];
    expect(place(rules)).toBe('1 of default');
    expect(place(rules, { usesDatabase: true })).toBe('2 of database');
    expect(place([{ database: false, pool: 'big', weight: 1 }])).toBe('1 of big');
  });

  test.each([
    ['model_fit', true],
    ['model', false],
    ['*', true],
    ['*fit', true],
    ['model*fit', true],
    ['model_fit*model_fit', false],
    ['m*l_*t', true],
    ['m*x*t', false],
    ['mo*el*fit*', true],
    ['.*', false],
  ])('B7 the pattern %s', (pattern, fits) => {
    expect(place([{ action: pattern, pool: 'big', weight: 1 }])).toBe(fits ? '1 of big' : '1 of default');
  });

  test('B7 a pattern of stars is no trap', () => {
    const started = performance.now();
    place([{ action: `${'a*'.repeat(100)}b`, pool: 'big', weight: 1 }], { action: 'a'.repeat(200) });
    expect(performance.now() - started).toBeLessThan(200);
  });
});
