import { describe, expect, test } from '@jest/globals';
import { action, judged, planOf } from '#test/support/pipelines/read.ts';

function of(outputs: string, version?: string): { valid: boolean; rules: string[] } {
  return judged(planOf({ fit: action({ outputs }) }, version));
}

function path(text: string, level: string): { valid: boolean; rules: string[] } {
  return of(`{${level}: {f: ${JSON.stringify(text)}}}`);
}

describe('K1 outputs', () => {
  test.each<[string, string[]]>([
    ['[a.csv]', ['O01']],
    ['a.csv', ['O01']],
    ['7', ['O01']],
    ['{}', ['O02']],
    ['{highly_sensitive: }', ['O02']],
    ['{highly_sensitive: {a: a.csv}, public: {}}', ['O03']],
    ['{highly_sensitive: {}, 1: {}}', ['O03']],
    ['{public: {a: a.csv}}', ['O04']],
    ['{public: {a: a.csv}, highly_sensitive: ~}', ['O04']],
    ['{highly_sensitive: a.csv}', ['O05']],
    ['{highly_sensitive: [a.csv]}', ['O05']],
    ['{highly_sensitive: {}, minimally_sensitive: false}', ['O05']],
    ['{highly_sensitive: {a: 1}}', ['O08']],
    ['{highly_sensitive: {a: }}', ['O08']],
    ['{highly_sensitive: {a: [a.csv]}}', ['O08']],
    ['{highly_sensitive: {a: a.csv, b: a.csv}}', ['O32']],
    ['{highly_sensitive: {a: a.csv}, moderately_sensitive: {a: a.csv}}', ['O32']],
  ])('K1 %s is refused', (outputs, rules) => {
    expect(of(outputs)).toEqual({ valid: false, rules });
  });

  test.each([
    '{highly_sensitive: {}}',
    '{highly_sensitive: {1: a.csv, true: b.csv}}',
    "{minimally_sensitive: {'': a.pdf}}",
    '{moderately_sensitive: ~, highly_sensitive: {}}',
  ])('K1 %s is accepted', (outputs) => {
    expect(of(outputs)).toEqual({ valid: true, rules: [] });
  });

  test('K1 a path stands once in the file from version 2 on', () => {
    const twice = '{highly_sensitive: {a: a.csv, b: a.csv}}';
    expect(of(twice, '1.9')).toEqual({ valid: true, rules: ['P07'] });
    expect(of(twice, '2')).toEqual({ valid: false, rules: ['O32', 'P06'] });
  });
});

describe('K1 the path of an output', () => {
  test.each<[string, string[], string?]>([
    ['a\\b.csv', ['O09']],
    ['C:\\a.csv', ['O09']],
    ['out/**/a.csv', ['O10']],
    ['out/a?.csv', ['O11']],
    ['out/a[0-9].csv', ['O12']],
    ['out/**', ['O10', 'O14']],
    ['', ['O14', 'O24']],
    ['a', ['O14']],
    ['out.csv/a', ['O14']],
    ['*', ['O14']],
    ['a.*', ['O15']],
    ['a.c*', ['O15']],
    ['.csv', ['O17']],
    ['out/.csv', ['O17']],
    ['a.', ['O18']],
    ['a.csv.', ['O18']],
    ['a.pdf', ['O19'], 'moderately_sensitive'],
    ['a.tar.gz', ['O19'], 'moderately_sensitive'],
    [' a.csv ', ['O19'], 'moderately_sensitive'],
    ['a.c*v', ['O19'], 'moderately_sensitive'],
    ['a.json.gz', ['O20'], 'moderately_sensitive'],
    ['a.Csv', ['O21'], 'moderately_sensitive'],
    ['out/../a.csv', ['O24']],
    ['out/./a.csv', ['O24']],
    ['out/a.csv/', ['O24']],
    ['out//a.csv', ['O25']],
    ['./a.csv', ['O26']],
    ['../a.csv', ['O27']],
    ['../../a.csv', ['O27']],
    ['../a/../b.csv', ['O24', 'O27']],
    ['metadata/a.csv', ['O28']],
    ['metadata', ['O14', 'O28']],
    ['/a.csv', ['O30']],
    ['/../a.csv', ['O24', 'O30']],
    ['//host/a.csv', ['O25', 'O30']],
    ['C:/a.csv', ['O31']],
    ['z:/a/b.csv', ['O31']],
  ])('K1 %s is refused', (text, rules, level = 'highly_sensitive') => {
    expect(path(text, level)).toEqual({ valid: false, rules });
  });

  test.each<[string, string?]>([
    ['a.csv', 'moderately_sensitive'],
    ['out/*/a_*.svgz', 'moderately_sensitive'],
    ['a.b.md', 'moderately_sensitive'],
    ['a.pdf', 'minimally_sensitive'],
    ['a.c*v'],
    [' a.csv '],
    ['..csv'],
    ['.hidden/a.csv'],
    ['a..b/c.csv'],
    ['...a/b.csv'],
    ['out/metadata/a.csv'],
    ['metadata.csv'],
    ['Metadata/a.csv'],
    ['c:a.csv'],
    ['dossier/résumé.csv', 'moderately_sensitive'],
  ])('K1 %s is accepted', (text, level = 'highly_sensitive') => {
    expect(path(text, level)).toEqual({ valid: true, rules: [] });
  });
});
