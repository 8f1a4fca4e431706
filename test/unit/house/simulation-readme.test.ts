import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { invariants } from '#test/simulation/invariants.ts';
import { situationNames } from '#test/simulation/situation-names.ts';

const readme = readFileSync(path.resolve(import.meta.dirname, '../../simulation/README.md'), 'utf8').replaceAll(/\s+/g, ' ');

test.each(invariants.map(({ name, promise }) => [name, promise]))('Z2 the README of the simulation promises: %s', (name, promise) => {
  expect(readme).toContain(`**${name}**: ${promise}`);
});

test('Z2 each invariant has a name of its own, and there are at least forty situations', () => {
  expect(new Set(invariants.map(({ name }) => name)).size).toBe(invariants.length);
  expect(new Set(situationNames).size).toBeGreaterThanOrEqual(40);
});
