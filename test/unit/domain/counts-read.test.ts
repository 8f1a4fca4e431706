import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { labelledLine, labelOf, sayingOf } from '#contexts/intake/domain/reading/label.ts';
import { count, exact, judged, pattern } from '#test/support/judging.ts';

const said = (label: string, line: string): number | string | undefined => {
  const saying = sayingOf(labelOf(label), labelledLine(line));
  return saying?.says === 'count' ? saying.value : saying?.says;
};

describe('R7 the number of a count line', () => {
  test.each([
    ['INVALID TOPICS: 1,204', 1204],
    ['INVALID TOPICS: 1 204', 1204],
    ['INVALID TOPICS: 1\u202f204', 1204],
    ['INVALID TOPICS: 1’204', 1204],
    ['INVALID TOPICS: 1_204_000', 1_204_000],
    ['\u001b[31mINVALID TOPICS: 37\u001b[0m', 37],
    ['␛[31mINVALID TOPICS: 37␛[0m', 37],
    ['[31mINVALID TOPICS: 37[0m', 37],
    ['[2026-11-29 10:00:00] INFO INVALID TOPICS: 1204', 1204],
    ['2026-11-29 10:00:00,123 - root - INFO - INVALID TOPICS: 1204', 1204],
    ['INFO:root:INVALID TOPICS: 3', 3],
    ['I1129 10:00:00.123456 12 file.py:34] INVALID TOPICS: 7', 7],
    ["SUCCESS: 'INVALID TOPICS: 1204'", 1204],
    [String.raw`SUCCESS: '\x1b[31mINVALID\xa0TOPICS: 5\x1b[0m'`, 5],
    ['{"INVALID TOPICS": 3}', 3],
    ['Invalid topics: 5', 5],
    ['INVALID\u00a0TOPICS:\u00a04', 4],
    ['INVA\u200bLID TOPICS: 4', 4],
    ['INVALID  TOPICS = +3', 3],
    ['INVALID TOPICS: −3', -3],
    ['INVALID TOPICS: -1', -1],
    ['INVALID TOPICS\t3', 3],
    ['INVALID TOPICS: 3\r', 3],
    ['INVALID TOPICS 3.', 3],
    ['INVALID TOPICS: 3.0', 3],
    ['INVALID TOPICS: "3"', 3],
  ])('R7 %j is read', (line, value) => {
    expect(said('INVALID TOPICS', line)).toBe(value);
  });

  test.each([
    '1,20',
    '1,2045',
    '0,204',
    '1.204',
    '1.204,5',
    '1,204 567',
    '1 20',
    '1  204',
    '1\t204',
    '1e3',
    '0x10',
    '1204 models',
    '12 of 40',
    '12/40',
    '12%',
    '-',
    'n/a',
    'none',
    'NaN',
    '',
    '١٢',
    '५',
    '５',
    'Ⅻ',
    '²',
    '(5)',
    '5 6',
    '1234567890123456789',
  ])('R7 a number written %j is not guessed', (written) => {
    expect(said('INVALID TOPICS', `INVALID TOPICS: ${written}`)).toBe('unreadable');
  });

  test.each([
    ['INVALID TOPICS', '1204 INVALID TOPICS', 'unreadable'],
    ['INVALID TOPICS', 'INVALID_TOPICS=4', 'unreadable'],
    ['INVALID TOPICS', 'INVALIDTOPICS: 4', 'unreadable'],
    ['INVALID TOPICS', 'INVALID ТOPICS: 4', 'unreadable'],
    ['INVALID TOPICS', 'ＩＮＶＡＬＩＤ TOPICS: 4', 'unreadable'],
    ['INVALID TOPICS', 'ÏNVÁLID TOPICS: 4', 'unreadable'],
    ['INVALID TOPICS', 'INVALID TOPICS (all): 4', 'unreadable'],
    ['INVALID TOPICS', 'INVALID TOPICS1204', 'unreadable'],
    ['INVALID TOPICS', 'worker-3: INVALID TOPICS: 4', 'unreadable'],
    ['INVALID TOPICS', 'INVALID TOPICS SKIPPED: 3', 'mention'],
    ['INVALID TOPICS', 'no more INVALID TOPICS', 'mention'],
    ['INVALID TOPICS', 'INVALID TOPICSX: 3', undefined],
    ['rows', 'rowspan: 3', undefined],
    ['rows', 'rows: 3 of 4', 'unreadable'],
    ['rows', 'rows-3', 'unreadable'],
    ['rows:', 'rows:3', 3],
    ['batch 1', 'batch 12: 5', undefined],
    ['batch 1', 'batch 1: 5', 5],
    ['ERROR COUNT', 'ERROR COUNT: 5', 5],
    ['EXP PROCESSED', 'EXP PROCESSED SUCCESS: 3', 'mention'],
    ['✓', '✓ 3', 3],
    ['INVALID TOPICS', 'checked\u0000INVALID TOPICS: 37', 'unreadable'],
    ['INVALID TOPICS', 'checked\u001b[31mINVALID TOPICS: 37\u001b[0m', 'unreadable'],
    ['INVALID TOPICS', String.raw`checked\x1b[31mINVALID TOPICS: 37`, 'unreadable'],
    ['INVALID TOPICS', 'checked\u200bINVALID TOPICS: 37', 'unreadable'],
    ['INVALID TOPICS', 'INVALID TOPICS\u0007all: 37', 'mention'],
    ['INVALID TOPICS', 'INVX\bALID TOPICS: 37', 'unreadable'],
    ['INVALID TOPICS', 'I\bIN\bNVALID TOPICS: 37', 'unreadable'],
    ['INVALID TOPICS', 'INVALID TOPICS: 37\b\b', 37],
    ['VALID TOPICS', 'INVALID TOPICS: 37', undefined],
  ])('R7 of %j the line %j says %j', (label, line, wanted) => {
    expect(said(label, line)).toBe(wanted);
  });
});

describe('R7 a count that is there and cannot be read is never zero', () => {
  const zero = [count('INVALID TOPICS', '=', 0), pattern('*TOPICS*')];
  const few = [count('TOPICS NOT MIGRATED', '<=', 5), pattern('*')];

  test.each([
    'INVALID TOPICS: 1,204',
    'INVALID TOPICS: 1 204',
    'INVALID TOPICS: 1204 models',
    '[2026-11-29 10:00:00] INFO INVALID TOPICS: 1204',
    "SUCCESS: 'INVALID TOPICS: 1204'",
    'INVALID TOPICS SKIPPED: 3',
    'INVALID TOPICS:',
    'checked\u0000INVALID TOPICS: 37',
    'checked\u001b[31mINVALID TOPICS: 37',
    'INVX\bALID TOPICS: 37',
  ])('R7 %j beside a broader pattern has not succeeded', (line) => {
    expect(judged(zero, [line]).outcome).toBe('unclear');
    expect(judged([...zero, exact(line)], [line, 'more TOPICS']).outcome).toBe(line.includes('SKIPPED') ? 'succeeded' : 'unclear');
  });

  test('R7 a label typed in other letters is the same label', () => {
    expect(judged(zero, ['Invalid topics: 1204', 'all TOPICS']).outcome).toBe('unclear');
    expect(judged(zero, ['Invalid topics: 0', 'all TOPICS']).outcome).toBe('succeeded');
  });

  test('R7 a coloured number is read: 37 is not at most 5', () => {
    const { outcome, judgement } = judged(few, ['\u001b[31mTOPICS NOT MIGRATED: 37\u001b[0m']);
    expect(outcome).toBe('unclear');
    expect(judgement?.lines[0]).toMatchObject({ state: 'differs', count: 1 });
    expect(judged(few, ['\u001b[32mTOPICS NOT MIGRATED: 5\u001b[0m']).outcome).toBe('succeeded');
  });

  test('R7 a pattern may describe the count line, too', () => {
    expect(judged(zero, ['INVALID TOPICS: 0']).outcome).toBe('succeeded');
  });

  test('R7 two bounds of one label are both looked at', () => {
    const between = [count('rows', '>=', 3), count('rows', '<=', 5)];
    expect(judged(between, ['rows: 4']).outcome).toBe('succeeded');
    expect(judged(between, ['rows: 6']).outcome).toBe('unclear');
  });

  test.each(['-1', '−3', '-0.0', '-1,204'])('R7 nothing is counted to less than zero: %s is no number of at most 5', (written) => {
    const outcome = written === '-0.0' ? 'succeeded' : 'unclear';
    expect(judged([count('INVALID TOPICS', '<=', 5)], [`INVALID TOPICS: ${written}`]).outcome).toBe(outcome);
  });

  test('R7 several lines of one label hold each for itself, and added up: workers may each tell their part', () => {
    const most = [count('INVALID TOPICS', '<=', 5)];
    expect(judged(most, ['INVALID TOPICS: 3', 'INVALID TOPICS: 2']).outcome).toBe('succeeded');
    const { outcome, judgement } = judged(most, ['INVALID TOPICS: 3', 'INVALID TOPICS: 4']);
    expect(outcome).toBe('unclear');
    expect(judgement?.lines[0]).toMatchObject({ state: 'differs', actual: ['INVALID TOPICS: 3', 'INVALID TOPICS: 4'] });
    expect(judged([count('rows', '=', 3)], ['rows: 3', 'rows: 3']).outcome).toBe('unclear');
    expect(judged([count('rows', '=', 0)], ['rows: 0', 'rows: 0']).outcome).toBe('succeeded');
    expect(judged([count('rows', '>=', 3)], ['rows: 3', 'rows: 3']).outcome).toBe('succeeded');
  });

  test('R7 the count of a longer label that was promised says nothing of the shorter', () => {
    const both = [count('TOPICS', '=', 0), count('TOPICS MIGRATED', '=', 5)];
    expect(judged(both, ['TOPICS MIGRATED: 5']).outcome).toBe('succeeded');
    expect(judged(both, ['TOPICS MIGRATED: 5', 'TOPICS: 1']).outcome).toBe('unclear');
  });

  test('R7 zero is assumed only in a run that ended well, printed something and was seen whole', () => {
    const expected = [count('bad', '=', 0)];
    for (const over of [{ exitCode: 1 }, { stderr: ['Error: no'] }, { cause: 'timed_out' as const }]) {
      const result = judged([...expected, exact('done')], ['done'], over);
      expect(result.judgement?.lines.map(({ state }) => state)).toEqual(['missing', 'met']);
      expect(result.comparison.kind).toBe('differs');
    }
    expect(judged(expected, [], { exitCode: 1 }).comparison).toMatchObject({ kind: 'differs', missing: 1 });
    expect(judged([...expected, pattern('do*')], ['done [TRUNCATED]']).judgement?.lines[0]?.state).toBe('missing');
  });
});

/** How programs write a number that is not the wanted one, and what they put around the line. */
const numbers = fc
  .integer({ min: 1, max: 99_999_999 })
  .chain((value) =>
    fc.constantFrom(
      String(value),
      value.toLocaleString('en'),
      value.toLocaleString('de'),
      value.toLocaleString('fr'),
      value.toLocaleString('de-CH'),
      value.toLocaleString('en-IN'),
      value.toLocaleString('ar-EG'),
      value.toExponential(),
      `0x${value.toString(16)}`,
      `${value} models`,
      `${value} of ${value * 2}`,
      `${value}%`,
      `+${value}`,
      `-${value}`,
      `(${value})`,
      `'${value}'`,
      `~${value}`,
      `${value}.5`,
    ),
  );
const labels = fc.constantFrom('INVALID TOPICS', 'batch 1', 'Topics not moved', 'bad:', 'ERROR rows', 'x');
const spellings = fc.constantFrom(
  (label: string) => label,
  (label: string) => label.toLowerCase(),
  (label: string) => label.toUpperCase(),
  (label: string) => label.replaceAll(' ', '\u00a0'),
  (label: string) => label.replaceAll(' ', '  '),
  (label: string) => label.replaceAll(' ', '_'),
  (label: string) => Array.from(label).join('\u200b'),
  (label: string) => label.replace('o', 'о').replace('I', 'І'),
  (label: string) => `"${label}"`,
);
const separators = fc.constantFrom(': ', ':', ' = ', '=', ' ', '\t', ' -> ', ' => ', '：', ' : ');
const wrappings = fc.constantFrom(
  (line: string) => line,
  (line: string) => `  ${line}  `,
  (line: string) => `${line}\r`,
  (line: string) => `\u001b[1;31m${line}\u001b[0m`,
  (line: string) => `SUCCESS: '${line}'`,
  (line: string) => `[2026-11-29 10:00:00] INFO ${line}`,
  (line: string) => `2026-11-29T10:00:00Z worker-1 ${line}`,
  (line: string) => `INFO:root:${line}`,
  (line: string) => `** ${line} **`,
  (line: string) => `{${line}}`,
  (line: string) => `so far ${line}`,
);

describe('R7 over every spelling', () => {
  test('R7 no output that names a label with a number other than promised has succeeded, whoever accounts for the line', () => {
    fc.assert(
      fc.property(labels, spellings, separators, numbers, wrappings, fc.boolean(), (label, spell, separator, written, wrap, alone) => {
        const line = wrap(`${spell(label.replace(/:$/, ''))}${separator}${written}`);
        const bare = label.replace(/:$/, '');
        const stdout = alone ? [line] : ['something', line, `${bare}: 0`];
        const broad = ['*o*', '*0*', '* *', '*x*', '*=*', '*:*', '*\t*'].map(pattern);
        for (const others of [[], [pattern('*')], broad, [exact(line), pattern('*')]])
          expect(judged([count(label, '=', 0), ...others], stdout).outcome).not.toBe('succeeded');
      }),
      { numRuns: 1_500 },
    );
  });

  test('R7 honest spellings of the right number are not refused', () => {
    const honest = fc
      .integer({ min: 0, max: 99_999_999 })
      .chain((value) =>
        fc
          .constantFrom(String(value), value.toLocaleString('en'), value.toLocaleString('fr'), value.toLocaleString('de-CH'), `+${value}`)
          .map((written) => ({ value, written })),
      );
    const plainSpellings = fc.constantFrom(
      (label: string) => label,
      (label: string) => label.toLowerCase(),
      (label: string) => label.replaceAll(' ', '\u00a0'),
    );
    const plainWrappings = fc.constantFrom(
      (line: string) => line,
      (line: string) => `${line}\r`,
      (line: string) => `\u001b[32m${line}\u001b[0m`,
      (line: string) => `SUCCESS: '${line}'`,
      (line: string) => `[2026-11-29 10:00:00] INFO ${line}`,
      (line: string) => `INFO:root:${line}`,
    );
    fc.assert(
      fc.property(
        labels,
        plainSpellings,
        fc.constantFrom(': ', ':', ' = ', ' '),
        honest,
        plainWrappings,
        (label, spell, separator, { value, written }, wrap) => {
          const line = wrap(`${spell(label.replace(/:$/, ''))}${separator}${written}`);
          expect(judged([count(label, '=', value)], [line])).toMatchObject({ outcome: 'succeeded', comparison: { kind: 'matched' } });
        },
      ),
      { numRuns: 1_500 },
    );
  });
});
