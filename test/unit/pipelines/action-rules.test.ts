import { describe, expect, test } from '@jest/globals';
import { readPlanFile } from '#products/pipelines/domain/plan-file/read.ts';
import { action, judged, planOf } from '#test/support/pipelines/read.ts';

function of(given: Record<string, string>, version?: string): { valid: boolean; rules: string[] } {
  return judged(planOf({ fit: action(given) }, version));
}

describe('K1 an action', () => {
  test.each(['r:v2 fit.R', '', '~', '[]', '7', 'true'])('K1 must be a mapping, not %s', (text) => {
    expect(judged(`version: 5\nactions: {fit: ${text}}\n`)).toEqual({ valid: false, rules: ['A01'] });
  });

  test.each<[string, string[]]>([
    ['run', ['A02']],
    ['outputs', ['A03']],
  ])('K1 needs %s, and null is none', (key, rules) => {
    expect(of({ [key]: '' })).toEqual({ valid: false, rules });
    expect(judged(planOf({ fit: action().replace(new RegExp(`^${key}: .*$`, 'm'), 'needs: []') }))).toEqual({ valid: false, rules });
  });

  test.each<[Record<string, string>, string[]]>([
    [{ depends: '[]' }, ['A04']],
    [{ 1: 'x' }, ['A04']],
    [{ toString: 'x' }, ['A04']],
    [{ action_id: 'fit' }, ['A21']],
    [{ config: '[1]' }, ['A17']],
    [{ config: "''" }, ['A17']],
    [{ config: 'false' }, ['A17']],
    [{ dummy_data_file: '1' }, ['A18']],
    [{ dummy_data_file: '[a.csv]' }, ['A18']],
  ])('K1 with %j it is refused', (given, rules) => {
    expect(of(given)).toEqual({ valid: false, rules });
  });

  test('K1 what may be left out may be null, and any text is a name', () => {
    expect(of({ needs: '', config: '~', dummy_data_file: 'null' })).toEqual({ valid: true, rules: [] });
    const names = ['__proto__', 'constructor', 'toString', 'Große Tabelle/1.b', '名前', '😀', 'a  b'];
    const text = planOf(
      Object.fromEntries(names.map((name, at) => [`"${name}"`, action({ run: `r:v2 ${at}`, outputs: '{highly_sensitive: {}}' })])),
    );
    const read = readPlanFile(text);
    expect(read.ok && read.plan.actions.map(({ name }) => name)).toEqual(names);
  });

  test('K1 config is what the file says, whatever its keys are', () => {
    const read = readPlanFile(planOf({ fit: action({ config: '{__proto__: 1, a: [yes, no, 0x10, ~, {1: 1.5}], 2026-11-30: true}' }) }));
    expect(read.ok && JSON.stringify(read.plan.actions[0]?.config)).toBe(
      '{"__proto__":1,"a":["yes","no",16,null,{"1":1.5}],"2026-11-30":true}',
    );
  });
});

describe('K1 run', () => {
  test.each<[string, string[]]>([
    ['[r:v2, fit.R]', ['A05']],
    ['{r: v2}', ['A05']],
    ['2', ['A05']],
    ['true', ['A05']],
    ["''", ['A06']],
    ["' '", ['A07']],
    [String.raw`"\n\t"`, ['A07']],
    [`"r:v2 'fit.R"`, ['A08']],
    [String.raw`'r:v2 "fit.R'`, ['A08']],
    [String.raw`'r:v2 fit.R \'`, ['A08']],
    ['r fit.R', ['A09']],
    ["'r: fit.R'", ['A09']],
    ["':v2 fit.R'", ['A09']],
    ["'r:v fit.R'", ['A09']],
    ['r:v2-beta fit.R', ['A09']],
    ['r:v2:v3 fit.R', ['A09']],
    ['r:V2 fit.R', ['A09']],
    [`"'' r:v2"`, ['A09']],
    ['r:2 fit.R', ['A11']],
    ['r:2.1 fit.R', ['A11']],
    ['r:latest fit.R', ['A14']],
    ['cohortextractor:v1 measures', ['X08']],
  ])('K1 %s is refused', (run, rules) => {
    expect(of({ run })).toEqual({ valid: false, rules });
  });

  test.each(['r:v2', 'r:v2.1.3', 'r:v2-pre', 'r:dev fit.R', 'my-image_2:v1 x', `"'r:v2' fit.R"`, String.raw`'r:v2 it\"s'`])(
    'K1 %s is accepted',
    (run) => {
      expect(of({ run })).toEqual({ valid: true, rules: [] });
    },
  );

  test('K1 it is split as a shell does it', () => {
    const read = readPlanFile(planOf({ fit: action({ run: String.raw`r:v2  fit.R "two  words" 'a"b' c\ d ""` }) }));
    expect(read).toMatchObject({
      ok: true,
      plan: { actions: [{ words: ['r:v2', 'fit.R', 'two  words', 'a"b', 'c d', ''], image: { name: 'r', version: 'v2' } }] },
    });
  });

  test('K1 the same twice is refused, other blanks make another', () => {
    const none = { outputs: '{highly_sensitive: {}}' };
    expect(judged(planOf({ a: action(none), b: action({ run: 'r:v2  fit.R', ...none }) }))).toEqual({ valid: true, rules: [] });
    expect(judged(planOf({ a: action(none), b: action(none), c: action(none) }))).toEqual({ valid: false, rules: ['A15'] });
    expect(of({ run: 'r:latest fit.R' }, '4.9')).toEqual({ valid: true, rules: ['P07'] });
  });
});

describe('K1 a dataset', () => {
  const high = (path: string): string => `{highly_sensitive: {d: '${path}'}}`;
  test.each<[string, string, string[]]>([
    ['ehrql:v1 generate-dataset d.py --output out/d.csv', '{minimally_sensitive: {d: out/d.csv}}', ['D01']],
    ['ehrql:v1 generate-dataset d.py', high('out/d.csv'), ['D02']],
    ['ehrql:v1 generate-dataset d.py --output', high('out/d.csv'), ['D02']],
    ['ehrql:v1 generate-dataset d.py --output=', high('out/d.csv'), ['D02']],
    ['ehrql:v1 generate-dataset d.py --output out/e.csv', high('out/d.csv'), ['D03']],
    ['ehrql:v1 generate-dataset d.py --output out/d.csv --output out/e.csv', high('out/d.csv'), ['D03']],
    ['ehrql:v1 generate-dataset d.py --output out/:csv', high('out/d.arrow'), ['D07']],
    ['ehrql:v1 generate-dataset d.py --output out/:csv', high('other/d.csv'), ['D07']],
    ['ehrql:v1 generate-dataset d.py --output out:csv', high('outer/d.csv'), ['D07']],
    ['ehrql:v1 generate_dataset d.py', high('out/d.csv'), ['D02', 'D09']],
    ['databuilder:v1 generate-dataset d.py --output out/e.csv', high('out/d.csv'), ['D03', 'D09']],
    ["'ehrql:v1   generate-dataset d.py'", high('out/d.csv'), ['D02', 'D10']],
  ])('K1 %s with %s is refused', (run, outputs, rules) => {
    expect(of({ run, outputs })).toEqual({ valid: false, rules });
  });

  test.each<[string, string]>([
    ['ehrql:v1 generate-dataset d.py --output out/d.csv', high('out/d.csv')],
    ['ehrql:v1 generate-dataset d.py --output="out/d e.csv"', high('out/d e.csv')],
    ['ehrql:v1 generate-dataset d.py --output out/:csv', high('out/sub/*.csv')],
    ['ehrql:v1 generate-dataset d.py --output out:csv', high('out/*.csv')],
    ['ehrql:v1 generate-dataset d.py --output :csv', high('d.csv')],
    ['ehrql:v1 generate-measures d.py', '{moderately_sensitive: {m: out/m.csv}}'],
    ['python:v2 generate-dataset', '{moderately_sensitive: {m: out/m.csv}}'],
  ])('K1 %s with %s is accepted', (run, outputs) => {
    expect(of({ run, outputs })).toEqual({ valid: true, rules: [] });
  });

  test('K1 a cohort of version 3 has one level and one folder, or says where it writes', () => {
    const cohort = (outputs: string, more = ''): string[] =>
      judged(
        planOf({ c: action({ run: `cohortextractor:v1 generate_cohort${more}`, outputs }) }, '3').replace(
          'actions',
          'expectations: {population_size: 1}\nactions',
        ),
      ).rules;
    expect(cohort('{highly_sensitive: {a: x/a.csv}, moderately_sensitive: {b: x/b.csv}}')).toEqual(['P06', 'X09']);
    expect(cohort('{highly_sensitive: {a: a.csv, b: x/b.csv}}')).toEqual(['P06', 'X10']);
    expect(cohort('{highly_sensitive: {a: a.csv, b: x/b.csv}}', ' --output-dir x')).toEqual(['P06']);
    expect(cohort('{highly_sensitive: {a: x/a.csv, b: x/b.csv}}')).toEqual(['P06']);
  });
});
