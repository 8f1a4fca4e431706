import { describe, expect, test } from '@jest/globals';
import { action, judged, planOf } from '#test/support/pipelines/read.ts';

const actions = 'actions: {}\n';

describe('K1 the version', () => {
  test.each<[string, string[], boolean?]>([
    ["'5.0'", [], true],
    ["'5'", [], true],
    ["' 5 '", [], true],
    ['5.0', [], true],
    ['0x5', [], true],
    ['0o5', [], true],
    ["'50e-1'", [], true],
    ["'4.0'", ['P06'], true],
    ['1e0', ['P06'], true],
    ['+2', ['P06'], true],
    ['2.5', ['P07'], true],
    ['.5', ['P13'], true],
    ['-1', ['P13'], true],
    ["'0'", ['P13'], true],
    ['', ['P02']],
    ['null', ['P02']],
    ["''", ['P03']],
    ['five', ['P03']],
    ['true', ['P03']],
    ['[5]', ['P03']],
    ['{v: 5}', ['P03']],
    ['2026-11-30', ['P03']],
    ["'0x5'", ['P03']],
    ['5.0.1', ['P03']],
    ['.nan', ['P03']],
    ["'nan'", ['P03']],
    ['-.inf', ['P03']],
    ['5.1', ['P05']],
    ['1e9', ['P05']],
    ['.inf', ['P05']],
  ])('K1 %s', (version, rules, valid = false) => {
    expect(judged(`version: ${version}\n${actions}`)).toEqual({ valid, rules });
  });

  test('K1 a file without one is told only what holds in each version', () => {
    expect(judged('actions:\n  run_all: {run: "r:latest x", outputs: {}}\n')).toEqual({ valid: false, rules: ['O02', 'P02'] });
  });
});

describe('K1 the whole file', () => {
  test.each<[string, string, string[]]>([
    ['an unknown key', `version: 5\nnotes: x\n${actions}`, ['P01']],
    ['a number as a key', `version: 5\n1: x\n${actions}`, ['P01']],
    ['a name of every object as a key', `version: 5\nconstructor: x\n__proto__: y\n${actions}`, ['P01']],
    ['actions as a list', 'version: 5\nactions: [fit]\n', ['P08']],
    ['actions as text', "version: 5\nactions: ''\n", ['P08']],
    ['no actions', 'version: 5\n', ['P09']],
    ['actions of null', 'version: 5\nactions:\n', ['P09']],
    ['the reserved name', planOf({ run_all: action() }), ['P11']],
    ['the reserved name, and nothing in it', planOf({ run_all: '{}' }), ['A02', 'A03', 'P11']],
    ['expectations in the latest version', `version: 5\nexpectations: {population_size: 1}\n${actions}`, ['X06']],
    ['expectations in version 4.5', `version: 4.5\nexpectations: 1\n${actions}`, ['P07', 'X06']],
    ['no expectations in version 3', `version: 3\n${actions}`, ['P06', 'X01']],
    ['expectations of null in version 3.5', `version: 3.5\nexpectations:\n${actions}`, ['P07', 'X01']],
    ['expectations as a list', `version: 3\nexpectations: []\n${actions}`, ['P06', 'X01']],
    ['expectations without a size', `version: 3\nexpectations: {population_size: }\n${actions}`, ['P06', 'X03']],
    ['a size in words', `version: 3\nexpectations: {population_size: a few}\n${actions}`, ['P06', 'X04']],
    ['a size that is a truth', `version: 3\nexpectations: {population_size: true}\n${actions}`, ['P06', 'X04']],
    ['more in expectations', `version: 3\nexpectations: {population_size: 1, rate: 2}\n${actions}`, ['P06', 'X05']],
  ])('K1 refuses %s', (_, text, rules) => {
    expect(judged(text)).toEqual({ valid: false, rules });
  });

  test.each<[string, string, string[]]>([
    ['no action at all', `version: 5\n${actions}`, []],
    ['expectations of null', `version: 5\nexpectations:\n${actions}`, []],
    ['a size between quotes', `version: 3\nexpectations: {population_size: '1000'}\n${actions}`, ['P06']],
    ['anything as expectations before version 3', `version: 2.9\nexpectations: [x]\n${actions}`, ['P07']],
    [
      'the reserved name before version 5',
      planOf({ run_all: action(), fit: action({ run: 'r:v2 b.R', outputs: '{highly_sensitive: {}}' }) }, '4'),
      ['P06', 'P12'],
    ],
  ])('K1 accepts %s', (_, text, rules) => {
    expect(judged(text)).toEqual({ valid: true, rules });
  });
});
