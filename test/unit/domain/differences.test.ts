import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hiddenDifference, pointedAt, seenAlike } from '#contexts/intake/domain/reading/difference.ts';
import { hiddenTexts } from '#contexts/operations/pages/judged.ts';
import { count, exact, judged, pattern } from '#test/support/judging.ts';

const line = 'EXP PROCESSED SUCCESS: 3';

describe('R8 differences that no eye sees', () => {
  test.each([
    [`${line} `, 'white space at the end', `${line}·`],
    [`${line}\t`, 'white space at the end', `${line}‹tab›`],
    [`${line}\r`, 'white space at the end', `${line}‹CR›`],
    [` ${line}`, 'white space at the beginning', `·${line}`],
    [line.replace(' 3', '\u00a03'), 'the white space between words', 'EXP PROCESSED SUCCESS:‹no-break space›3'],
    [line.replace(' P', '  P'), 'the white space between words', 'EXP··PROCESSED SUCCESS: 3'],
    [line.replace('X', 'X\u200b'), 'characters without width', 'EX‹zero-width space›P PROCESSED SUCCESS: 3'],
    [line.replace('X', 'X\u202e'), 'characters without width', 'EX‹U+202E›P PROCESSED SUCCESS: 3'],
    [line.replace('E', 'Е'), 'look-alike characters', 'Е‹Cyrillic›XP PROCESSED SUCCESS: 3'],
    [line.replace(':', '：'), 'look-alike characters', 'EXP PROCESSED SUCCESS：‹U+FF1A› 3'],
    [`\u001b[32m${line}\u001b[0m`, 'terminal colours', `‹ESC›[32m${line}‹ESC›[0m`],
  ])('R8 %j differs only in %s', (actual, why, pointed) => {
    expect(hiddenDifference(line, actual)).toBe(`differs only in ${why}`);
    expect(hiddenDifference(actual, line)).toBe(`differs only in ${why}`);
    expect(pointedAt(actual)).toBe(pointed);
    const result = judged([exact(line)], [actual]);
    expect(result).toMatchObject({ outcome: 'unclear', judgement: { lines: [{ state: 'missing', hidden: { line: actual } }] } });
    expect(hiddenTexts(result)).toEqual([`“${line}” was expected, “${pointed}” was printed: it differs only in ${why}`]);
  });

  test('R8 accents in two spellings, and a pattern', () => {
    expect(hiddenDifference('é', 'e\u0301')).toBe('differs only in how accents are composed');
    expect(hiddenTexts(judged([pattern('EXP * SUCCESS*')], [line.replace(' S', '\u00a0S')]))).toEqual([
      expect.stringContaining('the white space between words'),
    ]);
  });

  test('R8 what an eye sees is not hidden', () => {
    expect(hiddenDifference(line, `${line}0`)).toBeUndefined();
    expect(hiddenDifference(line, line)).toBeUndefined();
    expect(hiddenTexts(judged([exact(line), count('BAD', '=', 0)], ['other']))).toEqual([]);
  });

  test('R8 a line that differs and looks the same always has a name for it, and a mark', () => {
    const odd = fc.array(
      fc.constantFrom('a', ' ', '\u00a0', '\t', 'а', '\u200b', '\u00ad', 'é', 'e\u0301', '\u001b[31m', '\r', 'Ａ', '\u202e', '\u2009'),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(odd, odd, (one, two) => {
        const [a, b] = [one.join(''), two.join('')];
        if (a === b || seenAlike(a) !== seenAlike(b)) return;
        expect(hiddenDifference(a, b)).toMatch(/^differs only in [a-z]/);
        expect(pointedAt(a)).not.toBe(pointedAt(b));
      }),
      { numRuns: 3_000 },
    );
  });
});
