import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addAnswer, figuresOf, noAnswers, type Tally } from '#kernel/promises/figures.ts';
import { DAY, HOUR, MINUTE } from '#kernel/time.ts';

function tallyOf(times: readonly number[]): Tally {
  return times.reduce((tally, took) => addAnswer(tally, took, DAY), noAnswers);
}

test('S6 nothing answered has no figures', () => {
  expect(figuresOf(noAnswers)).toBeUndefined();
});

test('S6 an answer at the very end of the promise is not in time', () => {
  expect(figuresOf(tallyOf([DAY, DAY - 1]))).toMatchObject({ answers: 2, inTime: 0.5 });
});

test('S6 median and 90th percentile are those of the sorted times, at most 5 percent too long', () => {
  const times = fc.array(fc.integer({ min: MINUTE, max: 10 * DAY }), { minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(times, (all) => {
      const sorted = all.toSorted((a, b) => a - b);
      const exact = (share: number): number => sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
      const { median = 0, ninetieth = 0, inTime } = figuresOf(tallyOf(all)) ?? {};
      for (const [figure, real] of [[median, exact(0.5)] as const, [ninetieth, exact(0.9)] as const]) {
        expect(figure).toBeGreaterThanOrEqual(real * 0.999);
        expect(figure).toBeLessThanOrEqual(real * 1.051);
      }
      expect(inTime).toBe(all.filter((took) => took < DAY).length / all.length);
    }),
  );
});

test('S6 a month with twenty thousand answers stays small', () => {
  let tally = noAnswers;
  for (let n = 0; n < 20_000; n += 1) tally = addAnswer(tally, (n % 5_000) * HOUR * 0.1, DAY);
  expect(JSON.stringify(tally).length).toBeLessThan(4_000);
});
