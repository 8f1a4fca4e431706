import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ratio, table } from '#test/bench/figures.ts';
import { median, percentile, readable } from '#test/bench/statistics.ts';

describe("the benchmarks' arithmetic", () => {
  test('the median of few values is the one in the middle, or the mean of two', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(median([])).toBeNaN();
  });

  test('a percentile is the nearest rank and never leaves the values', () => {
    const hundred = Array.from({ length: 100 }, (_, at) => 100 - at);
    expect(percentile(hundred, 0.99)).toBe(99);
    expect(percentile(hundred, 1)).toBe(100);
    expect(percentile([7], 0.5)).toBe(7);
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), fc.double({ min: 0, max: 1, noNaN: true }), (values, part) => {
        const found = percentile(values, part);
        const share = values.filter((value) => value <= found).length / values.length;
        return values.includes(found) && share >= part;
      }),
    );
  });

  test('a figure is shown beside its floor, in columns', () => {
    const figure = { name: 'commit', value: 6, unit: 'ms', floor: { name: 'fsync', value: 4 } } as const;
    expect(ratio(figure)).toBe(1.5);
    expect(
      table('store', { figures: [figure, { name: 'longer name', value: 123.4, unit: '/s' }], remarks: ['as is'] }).split('\n'),
    ).toEqual([
      'store        measured    floor  ratio  floor is; note',
      '-----------------------------------------------------',
      'commit        6.00 ms  4.00 ms  1.50x  fsync',
      'longer name    123 /s',
      '  as is',
      '',
    ]);
  });

  test('figures keep two or three digits that mean something', () => {
    expect([0, 0.00123, 0.1234, 12.34, 123.4, Number.NaN].map(readable)).toEqual(['0.00', '0.0012', '0.12', '12.3', '123', '-']);
  });
});
