import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readPlanBytes, readPlanFile } from '#products/pipelines/domain/plan-file/read.ts';
import { action, judged, planOf } from '#test/support/pipelines/read.ts';

const valid = planOf({
  base: `${action()}\nconfig: &c {a: [1, {b: 'x'}], __proto__: ~}`,
  "'two words'": 'run: >\n  python:v2 python "a b.py"\nneeds: [base]\noutputs:\n  moderately_sensitive:\n    t: output/t_*.csv\nconfig: *c',
  merged: '<<: {needs: [base]}\nrun: |\n  ehrql:v1 generate-dataset d.py --output d.csv\noutputs: {highly_sensitive: {d: d.csv}}',
});

/** Whatever comes out is one of the two, and each problem has a place that is there. */
function holds(text: string): void {
  const read = readPlanFile(text);
  const lines = text.split(/\r\n?|\n/);
  for (const { line, column, message, rules } of [...(read.ok ? [] : read.problems), ...read.warnings]) {
    expect(rules[0]).toMatch(/^[A-Z]\d\d$/);
    expect(message).toMatch(/^[^\n\r]+$/);
    expect(column).toBeGreaterThan(0);
    expect(column).toBeLessThanOrEqual((lines[line - 1] ?? '').length + 1);
  }
  expect(read.ok || read.problems.length > 0).toBe(true);
  if (read.ok) expect(JSON.stringify(read.plan)).not.toMatch(/[^\\](?:\\\\)*\\u(?:0000|d[89a-f])/);
}

describe('K1 whatever comes, nothing is thrown', () => {
  test('K1 random bytes and texts', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '- ',
        ': ',
        '{',
        '}',
        '[',
        ']',
        '&a ',
        '*a',
        '<<: ',
        '!!str ',
        '\n',
        '\n  ',
        '|',
        '>',
        '"',
        "'",
        '#',
        '\t',
        '---',
        '%YAML 1.2',
        '? ',
        'actions',
        'run',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => holds(pieces.join(''))),
      { numRuns: 200 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(typeof readPlanBytes(bytes).ok).toBe('boolean');
      }),
    );
  });

  test('K1 a valid file with some of its text cut out, doubled, or replaced', () => {
    expect(judged(valid)).toEqual({ valid: true, rules: [] });
    const edit = fc.record({
      at: fc.nat(valid.length),
      length: fc.nat(20),
      put: fc.constantFrom(
        '',
        '\n',
        ' ',
        '\t',
        ':',
        '- ',
        '[',
        '{',
        '}',
        "'",
        '"',
        '*c',
        '&c ',
        '<<',
        '!x ',
        '~',
        '1',
        'base',
        '\\',
        '..',
        '[base]',
      ),
    });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
        holds(edits.reduce((text, { at, length, put }) => text.slice(0, at) + put + text.slice(at + length), valid));
      }),
      { numRuns: 300 },
    );
  });

  test.each<[string, string, string[]]>([
    ['5,000 open brackets', '['.repeat(5_000), ['L03', 'Y01']],
    ['5,000 open braces', '{a: '.repeat(5_000), ['L03', 'Y01']],
    ['5,000 lists in one line', '- '.repeat(5_000), ['L03', 'Y01']],
    ['mappings 5,000 deep', Array.from({ length: 5_000 }, (_, n) => `${' '.repeat(n % 200)}a:`).join('\n'), ['L03', 'Y01']],
    ['101 closed brackets', `version: 5\nactions: ${'['.repeat(101)}${']'.repeat(101)}`, ['L03', 'Y01']],
    [
      'aliases that lie deep in one another',
      `a0: &a0 []\n${Array.from({ length: 200 }, (_, n) => `a${n + 1}: &a${n + 1} [*a${n}]\n`).join('')}`,
      ['L03', 'Y01'],
    ],
    [
      'aliases that double what they name',
      `a0: &a0 [x]\n${Array.from({ length: 50 }, (_, n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}]\n`).join('')}`,
      ['L02'],
    ],
    [
      'a mapping merged again and again',
      `a: &a {${Array.from({ length: 2_000 }, (_, n) => `k${n}: 1`).join(', ')}}\n${Array.from({ length: 1_000 }, (_, n) => `b${n}: {<<: *a}\n`).join('')}`,
      ['L02'],
    ],
    ['more text than a file may have', `# ${'x'.repeat(6_000_000)}`, ['L01']],
    [
      'more actions than a plan may have',
      `version: 5\nactions:\n${Array.from({ length: 5_001 }, (_, n) => `  a${n}: {}\n`).join('')}`,
      ['L04'],
    ],
    ['100,000 needs of nothing', planOf({ a: action({ needs: `[${'b, '.repeat(100_000)}]` }) }), ['N03']],
    [
      '100,001 needs',
      planOf({ a: action({ run: 'r:v2', outputs: '{highly_sensitive: {}}' }), b: action({ needs: `[${'a, '.repeat(100_001)}]` }) }),
      ['L05'],
    ],
    ['half of a character in a name', planOf({ '"\\ud800"': action() }), ['L06', 'Y01']],
    ['NUL in a name', planOf({ '"a\\0b"': action() }), ['L06', 'Y01']],
    ['NUL in a command', planOf({ a: action({ run: '"r:v2 a\\0.R"' }) }), ['L06', 'Y01']],
    ['half of a character in a path', planOf({ a: action({ outputs: '{highly_sensitive: {x: "a\\udc00.csv"}}' }) }), ['L06', 'Y01']],
    ['half of a character deep in a config', planOf({ a: action({ config: '{a: [{b: "\\ud83d"}]}' }) }), ['L06', 'Y01']],
    ['a name of 201 characters', planOf({ ['a'.repeat(201)]: action() }), ['L07']],
    ['a name of none', planOf({ '""': action() }), ['L07']],
  ])('K1 %s are refused', (_, text, rules) => {
    const { valid, rules: found } = judged(text);
    expect({ valid, found }).toEqual({ valid: false, found: rules });
  });

  test('K1 of one rule the first hundred problems are told, of other rules all the same theirs', () => {
    const read = readPlanFile(planOf({ a: action({ needs: `[${'b, '.repeat(5_000)}]`, depends: 'x' }) }));
    const rules = read.ok ? [] : read.problems.map((problem) => problem.rules[0]);
    expect(rules.filter((rule) => rule === 'N03')).toHaveLength(100);
    expect(rules.filter((rule) => rule === 'A04')).toHaveLength(1);
  });

  test('K1 100,000 needs are read', () => {
    const text = planOf({
      a: action({ run: 'r:v2', outputs: '{highly_sensitive: {}}' }),
      b: action({ needs: `[${'a, '.repeat(100_000)}]` }),
    });
    expect(judged(text)).toEqual({ valid: true, rules: [] });
  });

  test('K1 bytes that are no UTF-8 are refused at the first of them', () => {
    expect(readPlanBytes(new Uint8Array([0x61, 0x3a, 0x0a, 0x62, 0xff]))).toMatchObject({
      ok: false,
      problems: [{ rules: ['Y01'], line: 2, column: 2 }],
    });
    expect(readPlanBytes(new TextEncoder().encode(valid))).toEqual(readPlanFile(valid));
  });
});
