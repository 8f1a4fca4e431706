import { describe, expect, test } from '@jest/globals';
import { sampleSettings } from '#infra/embedded/sample-settings.ts';
import { mergeSettings, parseSettings, requireSettings, type SettingsInput } from '#functions/wiring/settings.ts';
import { domainRules } from '#products/rehearsal/settings.ts';

const sample: SettingsInput = sampleSettings({ data: '/data', publicUrl: 'http://127.0.0.1:8080' });

function over(backend: object): SettingsInput {
  return mergeSettings(sample, { backends: [{ ...sample.backends[0], ...backend }] }) as SettingsInput;
}

function problems(backend: object): string[] {
  const parsed = parseSettings(over(backend));
  return parsed.ok ? [] : parsed.problems.map(({ path, message }) => `${path}: ${message}`);
}

const pools = { default: { slots: 4 }, database: { slots: 2 } };

describe('B7 pools in the settings', () => {
  test('B7 without any, default has as many slots as the backend’s capacity', () => {
    expect(domainRules(requireSettings(over({ capacity: 3 })), 2).backends[0]?.sharing).toEqual({
      pools: { default: 3 },
      rules: [],
      exclusiveAfter: 2 * 30 * 60_000,
      heavyAfter: 2 * 15 * 60_000,
    });
  });

  test('B7 pools and rules as they are named', () => {
    const poolRules = [
      { command: 'stata-mp', pool: 'default', weight: 4 },
      { database: true, action: 'extract_*', pool: 'database' },
    ];
    expect(domainRules(requireSettings(over({ pools, poolRules }))).backends[0]?.sharing).toMatchObject({
      pools: { default: 4, database: 2 },
      rules: [
        { command: 'stata-mp', pool: 'default', weight: 4 },
        { database: true, action: 'extract_*', pool: 'database', weight: 1 },
      ],
    });
  });

  test('B7 every wrong one is named: a pool that there is not, and a weight that no pool has', () => {
    const poolRules = [
      { database: true, pool: 'gpu' },
      { database: true, pool: 'database', weight: 3 },
      { database: true, pool: 'default', weight: 4 },
    ];
    expect(problems({ pools, poolRules })).toEqual([
      'backends[0].poolRules[0].pool: is no pool; known are default, database',
      'backends[0].poolRules[1].weight: is more than the 2 of database',
    ]);
    expect(
      problems({
        capacity: 1,
        poolRules: [
          { action: 'a', pool: 'default', weight: 2 },
          { action: 'b', pool: 'database' },
        ],
      }),
    ).toEqual([
      'backends[0].poolRules[0].weight: is more than the 1 of default',
      'backends[0].poolRules[1].pool: is no pool; known are default',
    ]);
  });

  test('B7 a backend without the pool default, and one with more slots than can be kept', () => {
    expect(problems({ pools: { database: { slots: 1 } } })).toEqual(['backends[0].pools: must have a pool default']);
    const many = Object.fromEntries(['default', 'a', 'b'].map((name) => [name, { slots: 100 }]));
    expect(problems({ pools: many })).toEqual(['backends[0].pools: has 300 slots in all, more than 200']);
  });

  test('B7 a rule that says nothing of what it fits, and a command with its version', () => {
    expect(problems({ pools, poolRules: [{ pool: 'default' }, { command: 'python:v2', pool: 'default' }] })).toEqual([
      'backends[0].poolRules[0]: must name an action, a command or the database',
      'backends[0].poolRules[1].command: must be one word, without a version',
    ]);
  });
});
