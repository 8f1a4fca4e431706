import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';

/** How many rules each letter has at least; later ones have a row as soon as they are built. */
const rules: Record<string, number> = {
  I: 15,
  G: 8,
  S: 6,
  Q: 6,
  D: 6,
  R: 18,
  A: 7,
  N: 9,
  C: 8,
  B: 10,
  O: 7,
  K: 5,
  P: 5,
  W: 8,
  X: 5,
  Z: 4,
  E: 7,
};

interface Feature {
  rule: string;
  built: string;
  where: string[];
  tests: string[];
}

const page = readFileSync('docs/rules.md', 'utf8');
const features: Feature[] = [...page.matchAll(/^\| ([A-Z]\d+) \|([^|]*)\|([^|]*)\|([^|]*)\|([^|]*)\|$/gm)].map(
  ([, rule = '', , built = '', where = '', tests = '']) => ({ rule, built: built.trim(), where: linksOf(where), tests: linksOf(tests) }),
);

function linksOf(cell: string): string[] {
  return [...cell.matchAll(/\]\(([^)]+)\)/g)].map(([, link = '']) => path.join('docs', link));
}

/** Titles begin with the numbers of their rules. */
function testsRule(file: string, rule: string): boolean {
  return new RegExp(`[([]\\s*['"\`]([A-Z]\\d+[ ,]+)*${rule}\\b`).test(readFileSync(file, 'utf8'));
}

describe('the table of rules', () => {
  test('has each rule once, in order', () => {
    const letters = Object.keys(rules);
    const found = features.map(({ rule }) => rule);
    const place = (rule: string): number => letters.indexOf(rule.charAt(0)) * 1_000 + Number(rule.slice(1));
    expect(found).toEqual([...new Set(found)].toSorted((a, b) => place(a) - place(b)));
    const all = Object.entries(rules).flatMap(([letter, count]) => Array.from({ length: count }, (_, n) => `${letter}${n + 1}`));
    expect(found).toEqual(expect.arrayContaining(all));
  });

  test.each(features)('$rule says where it is, and which test holds it', ({ rule, built, where, tests }) => {
    expect(built).toMatch(/^(yes|no|partly: .+)$/);
    for (const file of [...where, ...tests]) expect([file, existsSync(path.resolve(file))]).toEqual([file, true]);
    if (built === 'no') return;
    expect(where.length).toBeGreaterThan(0);
    expect(tests.length).toBeGreaterThan(0);
    for (const file of tests) expect([file, statSync(file).isFile() && testsRule(file, rule)]).toEqual([file, true]);
  });
});
