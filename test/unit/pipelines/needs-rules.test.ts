import { describe, expect, test } from '@jest/globals';
import { readPlanFile } from '#products/pipelines/domain/plan-file/read.ts';
import { action, judged, planOf } from '#test/support/pipelines/read.ts';

/** Actions by what they need. */
function needing(needs: Readonly<Record<string, string>>, version?: string): string {
  const actions = Object.entries(needs).map(([name, list], at): [string, string] => [
    name,
    action({ run: `r:v2 ${at}.R`, outputs: '{highly_sensitive: {}}', needs: list }),
  ]);
  return planOf(Object.fromEntries(actions), version);
}

describe('K1 needs', () => {
  test.each<[Record<string, string>, string[]]>([
    [{ a: 'b', b: '' }, ['N01']],
    [{ a: '{b: 1}', b: '' }, ['N01']],
    [{ a: '0', b: '' }, ['N01']],
    [{ a: "''", b: '' }, ['N01']],
    [{ a: '[c]', b: '' }, ['N03']],
    [{ a: "['']", b: '' }, ['N03']],
    [{ a: '[toString, __proto__]', b: '' }, ['N03']],
    [{ a: "['1']", 1: '' }, ['N03']],
    [{ a: '[b c]', b: '' }, ['N04']],
    [{ a: "[' b']", b: '' }, ['N04']],
    [{ a: '[b]', b: '[c]', c: '[a]' }, ['N05']],
    [{ a: '[a]' }, ['N06']],
    [{ a: '[a, b]', b: '[c]', c: '[b]' }, ['N05', 'N06']],
    [{ a: '[1]' }, ['N08']],
    [{ a: '[~]' }, ['N08']],
    [{ a: '[true, [b], {b: 1}]', b: '' }, ['N08']],
  ])('K1 %j is refused', (needs, rules) => {
    expect(judged(needing(needs))).toEqual({ valid: false, rules });
  });

  test('K1 order and repetition do not matter', () => {
    expect(judged(needing({ a: '[b, b, c]', b: '[]', c: '~' }))).toEqual({ valid: true, rules: [] });
    expect(judged(needing({ a: '[toString, constructor]', toString: '', constructor: '' }))).toEqual({ valid: true, rules: [] });
  });

  test('K1 those of an ignored run_all are looked at, and nothing can need it', () => {
    expect(judged(needing({ a: '', run_all: '[a]' }, '4'))).toEqual({ valid: true, rules: ['P06', 'P12'] });
    expect(judged(needing({ a: '', run_all: '[b]' }, '4'))).toEqual({ valid: false, rules: ['N03', 'N09', 'P06', 'P12'] });
    expect(judged(needing({ a: '[run_all]', run_all: '' }, '4'))).toEqual({ valid: false, rules: ['N03', 'P06', 'P12'] });
  });

  test('K1 a cycle is printed, and told where it begins', () => {
    const read = readPlanFile(needing({ a: '[b]', b: '[c]', c: '[d, b]', d: '' }));
    expect(read).toMatchObject({
      ok: false,
      problems: [{ message: 'cycle b > c > b', line: 10, column: 13, path: ['actions', 'b', 'needs', '0'] }],
    });
  });

  test('K1 a name that is a number is asked to be put between quotes', () => {
    const read = readPlanFile(needing({ a: "['7']", 7: '' }));
    expect(read).toMatchObject({
      ok: false,
      problems: [{ message: 'a needs the unknown action 7', hint: "Put the name of the action between quotes: '7':" }],
    });
  });

  test.each([
    ['matching_contorl', 'matching_control', 'Did you mean matching_control?'],
    ['matchingcontrol', 'matching_control', 'Did you mean matching_control?'],
    ['model', 'matching_control', undefined],
    ['b', 'c', undefined],
  ])('K1 %s where there is %s: %s', (need, name, hint) => {
    const read = readPlanFile(needing({ a: `[${need}]`, [name]: '' }));
    expect(!read.ok && read.problems.map((problem) => problem.hint)).toEqual([hint]);
  });
});
