import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { judge } from '#contexts/verdict/domain/judge.ts';
import type { Judgement } from '#contexts/operations/domain/run/compared.ts';
import { JUDGING_RULES, roomFor } from '#contexts/verdict/domain/judgement.ts';
import { observe, observing } from '#contexts/verdict/domain/observe.ts';
import { count, exact, judged, pattern } from '#test/support/judging.ts';
import { ending } from '#test/support/request-steps.ts';

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

describe('R8 what was judged is kept with the run', () => {
  test('R8 each expectation with its state, its lines, and the version of the rules', () => {
    const expected = [exact('a'), exact('gone'), count('rows', '=', 3), count('bad', '=', 0), count('odd', '<=', 5), pattern('p*')];
    const { judgement } = judged(expected, ['a', 'rows: 4', 'odd: 1,20', 'p1', 'p2', 'extra of joe@example.net']);
    expect(judgement).toMatchObject({ rules: JUDGING_RULES, leftOut: { unmet: 0, met: 0 } });
    expect(judgement?.lines.map(({ expected: text, state, actual }) => [text, state, actual])).toEqual([
      ['gone', 'missing', []],
      ['= rows: 3', 'differs', ['rows: 4']],
      ['<= odd: 5', 'unreadable', ['odd: 1,20']],
      ['a', 'met', ['a']],
      ['= bad: 0', 'assumed_zero', []],
      ['~ p*', 'met', ['p1', 'p2']],
    ]);
    expect(judgement?.unexpected).toEqual({ count: 2, lines: ['extra of •••@•••', 'odd: 1,20'] });
  });

  test('R8 Z3 however much there is, it stays within its room, and what is left out is counted', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 0, max: 300 }),
        fc.integer({ min: 1, max: 20 }),
        (promised, extra, jobs) => {
          const expected = Array.from({ length: promised }, (_, n) => exact(`${n} ${'é'.repeat(900)}`));
          const stdout = [
            ...expected.slice(0, promised / 2).map((_, n) => `${n} ${'é'.repeat(900)}`),
            ...Array.from({ length: extra }, (_, n) => `x${n}${'漢'.repeat(5_000)}`),
          ];
          const result = judge(expected, ending({ stdout: [...stdout, 'end'] }), roomFor(jobs, []));
          const { judgement } = result;
          expect(bytesOf(judgement)).toBeLessThanOrEqual(roomFor(jobs, []));
          expect((judgement?.lines.length ?? 0) + (judgement?.leftOut.met ?? 0) + (judgement?.leftOut.unmet ?? 0)).toBe(promised);
          expect(judgement?.unexpected.count).toBe(extra + 1);
          expect(bytesOf(result)).toBeLessThan(roomFor(jobs, []) + 4_000);
        },
      ),
      { numRuns: 20 },
    );
  });

  test('R8 Z3 attempts share the room of their request, however many there are', () => {
    const expected = Array.from({ length: 200 }, (_, n) => exact(`${n} ${'é'.repeat(900)}`));
    const kept: (Judgement | undefined)[] = [];
    for (let attempt = 0; attempt < 30; attempt += 1) kept.push(judge(expected, ending({ stdout: ['x'] }), roomFor(1, kept)).judgement);
    expect(bytesOf(kept)).toBeLessThan(36_000 + 30 * 900);
    expect(kept.at(-1)).toMatchObject({ leftOut: { unmet: expect.any(Number) }, unexpected: { count: 1 } });
  });

  test('R6 the order of lines changes nothing', () => {
    const lines = fc.array(fc.constantFrom('a', 'b', 'rows: 3', 'rows: 4', 'p1', 'p2', 'x', 'y'), { maxLength: 30 });
    const expected = [exact('a'), exact('a'), count('rows', '=', 3), pattern('p*')];
    fc.assert(
      fc.property(
        lines.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([one, two]) => {
          expect(judged(expected, two)).toEqual(judged(expected, one));
        },
      ),
    );
  });

  test('R8 an expectation that was changed while the output was compared is not met', () => {
    const observed = observe([exact('done')], ['done'], []);
    expect(judge([exact('other')], ending({ stdout: [], observed }))).toMatchObject({
      outcome: 'unclear',
      because: ['the expected output was changed while it was compared'],
    });
    expect(judge([exact('done')], ending({ stdout: [], observed })).outcome).toBe('succeeded');
  });
});

describe('R16 judging in memory that does not grow', () => {
  test('R16 many lines get a verdict, and what is kept of them is small', () => {
    const all = observing([pattern('row * ok'), count('rows', '=', 250_000), exact('done')]);
    for (let n = 0; n < 250_000; n += 1) all.stdout(`row ${n} ok`);
    for (const line of ['rows: 250,000', 'done']) all.stdout(line);
    const observed = all.end();
    expect(bytesOf(observed)).toBeLessThan(20_000);
    expect(judge(observed.expected, ending({ stdout: [], observed })).outcome).toBe('succeeded');
  }, 120_000);

  test('R16 unexpected lines and lines on stderr are counted, however many', () => {
    const result = judged(
      [exact('done')],
      Array.from({ length: 130_000 }, (_, n) => `odd ${n}`),
      { stderr: Array.from({ length: 130_000 }, (_, n) => `ValueError: ${n}`) },
    );
    expect(result).toMatchObject({
      outcome: 'failed',
      lines: { stdout: 130_000, stderr: 130_000 },
      judgement: { unexpected: { count: 130_000 } },
    });
    expect(bytesOf(result)).toBeLessThan(12_000);
  }, 120_000);

  test.each(['done [TRUNCATED]', 'done [TRUNCATED]  ', 'done [TRUNCATED]\u001b[0m', "SUCCESS: 'done [TRUNCATED]'", 'done [TRUNCATED]\r'])(
    'R6 %j is cut',
    (line) => {
      expect(judged([pattern('*')], [line])).toMatchObject({ incomplete: true, outcome: 'unclear' });
    },
  );
});
