import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isGitRef } from '#contexts/intake/domain/git-ref.ts';
import { parseDocumentUrl, parsePullRequestUrl } from '#contexts/intake/domain/links.ts';
import { matchesPattern, patternProblem } from '#contexts/intake/domain/pattern.ts';
import { textProblem } from '#contexts/intake/domain/text.ts';

const allowed = [
  { owner: 'oppia', repository: 'oppia' },
  { owner: 'oppia', repository: 'oppia-android' },
];
const pull = 'https://github.com/oppia/oppia/pull/12';
const doc = 'https://docs.google.com/document/d/1AbC_d-9';

describe('links', () => {
  test.each([
    pull,
    `${pull}/`,
    `${pull}/files`,
    `${pull}/files?w=1#diff-1`,
    `${pull}#issuecomment-5`,
    `${pull}/commits/0123abc`,
    'https://GitHub.com/Oppia/OPPIA/pull/12',
  ])('I9 %s is taken', (url) => {
    expect(parsePullRequestUrl(url, allowed)).toEqual({ ok: true, value: { owner: 'oppia', repository: 'oppia', number: 12 } });
  });

  test.each([
    'https://github.com/oppia/oppia/pull/0',
    'https://github.com/oppia/oppia/pull/012',
    'https://github.com/oppia/oppia/pull/',
    'https://github.com/oppia/oppia/issues/12',
    'https://user@github.com/oppia/oppia/pull/12',
    'https://github.com:443/oppia/oppia/pull/12',
    'https://github.com/oppia/oppia/pull/12x',
    'https://github.com/oppia/../pull/12',
    'https://github.com/oppia/oppia/pull/9999999999',
    'javascript:alert(1)',
    'https://github.com/oppia%2Foppia/pull/12',
    '',
  ])('I9 %j is refused', (url) => {
    expect(parsePullRequestUrl(url, allowed).ok).toBe(false);
  });

  test.each([
    doc,
    `${doc}/`,
    `${doc}/edit`,
    `${doc}/edit?usp=sharing#heading=h.1`,
    `${doc}?usp=x`,
    'https://docs.google.com/document/u/0/d/1AbC_d-9/edit',
    'https://docs.google.com/a/example.org/document/d/1AbC_d-9',
  ])('I9 %s is taken', (url) => {
    expect(parseDocumentUrl(url)).toEqual({ ok: true, value: '1AbC_d-9' });
  });

  test.each([
    'https://docs.google.com.evil.org/document/d/1AbC_d-9',
    'https://docs.google.com/spreadsheets/d/1AbC_d-9',
    'https://docs.google.com/document/d/',
    'https://docs.google.com/document/d/e/2PACX-1/pub',
    'https://evil.org/https://docs.google.com/document/d/1AbC_d-9',
    '',
  ])('I9 %j is refused', (url) => {
    expect(parseDocumentUrl(url).ok).toBe(false);
  });
});

describe('refs', () => {
  test.each(['develop', 'release-3.4.1', 'feature/topic_x', 'v1+2', '0abcdef'])('I4 %s is a ref', (ref) =>
    expect(isGitRef(ref)).toBe(true),
  );
  test.each([
    '',
    '-x',
    '--all',
    '/x',
    'x/',
    'x//y',
    'a..b',
    '.x',
    'x/.y',
    'x.',
    'x.lock',
    'x.lock/y',
    'a b',
    'a~1',
    'a^',
    'a:b',
    'a?',
    'a*',
    'a[',
    'a\\b',
    '@{-1}',
    'a@{1}',
    'x/-y',
    'a\nb',
    'é',
    'x'.repeat(201),
  ])('I4 %j is none', (ref) => expect(isGitRef(ref)).toBe(false));
});

describe('patterns', () => {
  test('R8 mean the same as the regular expression that they stand for', () => {
    const piece = fc.constantFrom('a', 'b', 'ab', '*', '*', '\\*', '\\\\', '.', '(');
    const line = fc.string({ unit: fc.constantFrom('a', 'b', '*', '\\', '.', '('), maxLength: 12 });
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 7 }), line, (pieces, text) => {
        const source = pieces.map((part) => (part === '*' ? '[^]*' : part.startsWith('\\') ? part : part.replace(/[.(]/, '\\$&'))).join('');
        expect(matchesPattern(pieces.join(''), text)).toBe(new RegExp(`^(?:${source})$`).test(text));
      }),
      { numRuns: 2_000 },
    );
  });

  test('R8 stay fast where a regular expression would not', () => {
    expect(matchesPattern('*a'.repeat(240) + '*b', 'a'.repeat(100_000))).toBe(false);
    expect(matchesPattern(`*${'a'.repeat(400)}b*`, 'a'.repeat(100_000))).toBe(false);
  });

  test.each([
    ['a\\', false],
    ['a\\x', false],
    ['\\\\', true],
    ['a\\\\\\*', true],
    ['\\\\\\', false],
    ['*', false],
    ['***', false],
    ['', false],
    ['\\*', true],
    ['*a', true],
    ['(a+)+$', true],
  ])('R8 %j may be a pattern: %s', (pattern, expected) => {
    expect(patternProblem(pattern) === undefined).toBe(expected);
  });
});

describe('text', () => {
  test.each([
    ['line', 'a\tb', 'control_character'],
    ['line', 'a\u2028b', 'line_break'],
    ['line', 'a\u200eb', 'direction_character'],
    ['line', 'a\u0085b', 'control_character'],
    ['line', 'שלום 👩‍🚀 é', undefined],
    ['output', 'a\tb', undefined],
    ['output', 'a\nb', 'line_break'],
    ['output', '\u001b[31m', 'control_character'],
    ['prose', 'a\n\tb', undefined],
    ['prose', 'a\rb', 'control_character'],
    ['prose', 'a\u200fb', undefined],
    ['prose', 'a\u2066b', 'direction_character'],
    ['prose', '\udc00', 'broken_character'],
  ] as const)('X2 as %s %j is %s', (kind, text, code) => {
    expect(textProblem(text, kind)?.code).toBe(code);
  });
});
