import { describe, expect, test } from '@jest/globals';
import type { ExpectedOutput } from '#contexts/intake/domain/submission.ts';
import { compare } from '#contexts/verdict/domain/comparison.ts';
import { ADVICE, TRANSIENT } from '#contexts/operations/domain/run/classes.ts';
import { classifyFailure, firstError } from '#contexts/verdict/domain/failure/classify.ts';
import { judge } from '#contexts/verdict/domain/judge.ts';
import { MINUTE, SECOND } from '#kernel/time.ts';
import { pollDelay } from '#contexts/operations/domain/schedule.ts';
import { retryDelay } from '#contexts/operations/domain/run/polling.ts';
import { ending } from '#test/support/request-steps.ts';

const exact = (line: string): ExpectedOutput => ({ kind: 'exact', line });
const pattern = (text: string): ExpectedOutput => ({ kind: 'pattern', pattern: text });
const count = (label: string, comparison: '=' | '>=' | '<=', value: number): ExpectedOutput => ({
  kind: 'count',
  label,
  comparison,
  value,
});

function outcome(expected: ExpectedOutput[], stdout: string[], over: Parameters<typeof ending>[0] = {}): string {
  return judge(expected, ending({ stdout, ...over })).outcome;
}

describe('the judge of a run', () => {
  test.each([
    ['R7 exactly the expected lines, quietly: succeeded', [exact('a')], ['a'], {}, 'succeeded'],
    ['R6 the order of lines means nothing', [exact('a'), exact('b'), exact('c')], ['c', 'a', 'b'], {}, 'succeeded'],
    ['R7 an expected line is missing', [exact('a'), exact('b')], ['a'], {}, 'unclear'],
    ['R7 an unexpected line', [exact('a')], ['a', 'b'], {}, 'unclear'],
    ['R7 the same line twice where it was promised once', [exact('a')], ['a', 'a'], {}, 'unclear'],
    ['R7 nothing printed', [count('rows', '=', 0)], [], {}, 'unclear'],
    ['R7 only blank lines printed', [count('rows', '=', 0)], ['', '  '], {}, 'unclear'],
    ['R7 anything on stderr', [exact('a')], ['a'], { stderr: ['warning: x'] }, 'failed'],
    ['R7 a blank line on stderr is something on stderr', [exact('a')], ['a'], { stderr: ['', ' '] }, 'failed'],
    ['R7 a bad exit', [exact('a')], ['a'], { exitCode: 1 }, 'failed'],
    ['R7 an exit that nobody knows', [exact('a')], ['a'], { exitCode: null }, 'failed'],
    ['R7 killed by its time limit, whatever the exit code says', [exact('a')], ['a'], { cause: 'timed_out', exitCode: 0 }, 'failed'],
    ['R7 the word SUCCESS means nothing', [exact('a')], ['SUCCESS'], {}, 'unclear'],
    ['R7 SUCCESS in a line with an error count that was not promised', [exact('a')], ['a', 'SUCCESS: 12'], {}, 'unclear'],
    ['R7 nothing was expected, so nothing is proven', [], ['anything'], {}, 'unclear'],
    ['R6 a line that was cut off', [pattern('a*')], ['a b [TRUNCATED]'], {}, 'unclear'],
    ['R6 stderr that was cut off', [exact('a')], ['a'], { stderr: ['x [TRUNCATED]'] }, 'failed'],
    ['R7 a missing count line means zero', [exact('a'), count('bad', '=', 0)], ['a'], {}, 'succeeded'],
    ['R7 a missing count line is zero, and zero is not 1', [exact('a'), count('bad', '>=', 1)], ['a'], {}, 'unclear'],
    ['R8 a count as promised', [count('rows', '=', 3)], ['rows: 3'], {}, 'succeeded'],
    ['R8 a count at the least', [count('rows', '>=', 3)], ['rows: 4'], {}, 'succeeded'],
    ['R8 a count at the most', [count('rows', '<=', 3)], ['rows: 4'], {}, 'unclear'],
    ['R8 every count line of the label must hold', [count('rows', '=', 3)], ['rows: 3', 'rows: 4'], {}, 'unclear'],
    ['R8 a pattern takes every line it fits', [pattern('row * ok')], ['row 1 ok', 'row 2 ok'], {}, 'succeeded'],
    ['R8 a broad pattern does not swallow an exact line', [pattern('row*'), exact('row 1')], ['row 1', 'row 2'], {}, 'succeeded'],
    ['R11 launched only: nothing can be seen, nothing succeeds', [exact('a')], [], { observable: false }, 'unclear'],
  ] as const)('%s', (_title, expected, stdout, over, wanted) => {
    expect(outcome([...expected], [...stdout], over as Parameters<typeof ending>[0])).toBe(wanted);
  });

  test('R8 a count with another number is not said to be missing', () => {
    const { because } = judge([count('rows', '=', 2), exact('done')], ending({ stdout: ['rows: 3'] }));
    expect(because).toEqual(['the output differs from what was expected (1 missing, 1 with another number, 0 unexpected)']);
  });

  test('R6 truncated evidence is marked as incomplete and says so', () => {
    const result = judge([exact('a')], ending({ stdout: ['a', 'b [TRUNCATED]'] }));
    expect(result.incomplete).toBe(true);
    expect(result.because.join()).toMatch(/cut off/);
  });

  test('R8 the comparison shows expected beside actual, line by line, and what nobody promised', () => {
    const { lines, unexpected } = compare([exact('a'), count('n', '=', 1), pattern('p*')], ['z', 'p2', 'n: 2', 'p1']);
    expect(lines.map(({ state, actual }) => ({ state, actual: actual.lines }))).toEqual([
      { state: 'missing', actual: [] },
      { state: 'differs', actual: ['n: 2'] },
      { state: 'met', actual: ['p1', 'p2'] },
    ]);
    expect(unexpected).toEqual({ count: 1, lines: ['z'] });
  });

  test('R8 a count that was not printed is shown as assumed', () => {
    expect(compare([count('n', '=', 0)], ['x']).lines[0]).toMatchObject({ state: 'assumed_zero', actual: { count: 0 } });
  });
});

describe('the class of a failure', () => {
  test.each([
    ['import_error', ['Traceback (most recent call last):', 'ModuleNotFoundError: No module named x']],
    ['beam_unlabelled', ['RuntimeError: A transform with label "Map" already exists in the pipeline.']],
    ['beam_unwindowed', ['ValueError: GroupByKey cannot be applied to an unbounded PCollection with global windowing']],
    ['out_of_memory', ['MemoryError']],
    ['quota', ['googleapiclient.errors.HttpError: RESOURCE_EXHAUSTED']],
    ['job_error', ['KeyError: 3']],
    ['job_error', []],
  ])('R9 %s is told from what it printed', (wanted, stderr) => {
    expect(classifyFailure('exited', stderr)).toMatchObject({ class: wanted, advice: expect.stringMatching(/\S/) });
  });

  test.each(['launch_failed', 'worker_lost', 'timed_out', 'cancelled'] as const)('R9 %s is told by the executor', (cause) => {
    expect(classifyFailure(cause, ['KeyError']).class).toBe(cause);
  });

  test('R9 only bad luck is worth another try', () => {
    expect([...TRANSIENT].toSorted()).toEqual(['launch_failed', 'quota', 'worker_lost']);
    for (const advice of Object.values(ADVICE)) expect(advice).toMatch(/\.$/);
  });

  test('R9 the first root error comes first', () => {
    expect(firstError(['INFO starting', 'Traceback (most recent call last):', 'KeyError: 3', 'ValueError: later'])).toBe('KeyError: 3');
    expect(firstError(['just odd'])).toBe('just odd');
    expect(firstError([])).toBe('');
  });

  test('R9 back-off grows, R5 polling slows down', () => {
    expect([2, 3, 4].map(retryDelay)).toEqual([MINUTE, 4 * MINUTE, 16 * MINUTE]);
    expect([0, 4 * MINUTE, 5 * MINUTE, 59 * MINUTE, 60 * MINUTE].map(pollDelay)).toEqual([
      15 * SECOND,
      15 * SECOND,
      MINUTE,
      MINUTE,
      5 * MINUTE,
    ]);
  });
});
