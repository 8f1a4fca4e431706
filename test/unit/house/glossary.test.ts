import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { backendFlags } from '#contexts/backends/kinds/flags/table.ts';
import { effects } from '#products/rehearsal/kinds/effects/table.ts';
import { programs } from '#contexts/operations/kinds/programs/table.ts';
import { questionKinds } from '#products/rehearsal/kinds/questions/table.ts';
import { sourcesIn, textOf } from '#test/support/sources.ts';

const lines = readFileSync('docs/glossary.md', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('- '));
const terms = lines.map((line) => /^- \*\*(.+)\*\*: .+\.$/.exec(line)?.[1] ?? line);
const known: ReadonlySet<string> = new Set(terms.map((term) => term.toLowerCase()));
const sources = sourcesIn('shared');

/** Kinds as their registrations name them: `offer_turn` is `offer turn` there. */
const kinds = [effects, questionKinds, backendFlags, programs].flatMap((table) =>
  Object.keys(table).map((kind) => kind.replaceAll('_', ' ')),
);

/** Folders that are a context or a product, in the singular where the glossary has it so. */
function rooms(): string[] {
  const found = sources.flatMap((file) => /^shared\/(?:contexts|products)\/([\w-]+)\//.exec(file)?.[1] ?? []);
  return [...new Set(found)].map((room) => (known.has(room) ? room : room.replace(/s$/, '')));
}

/** `kind: 'plan'` of every process. */
function processes(): string[] {
  const ofProcess = /: Process<[^=]*> = \{\s*kind: '(\w+)'/g;
  return sources.flatMap((file) => [...textOf(file).matchAll(ofProcess)].map(([, kind = '']) => kind));
}

describe('Z1 the glossary', () => {
  test('Z1 has each term once, in one line, in the order of the alphabet', () => {
    const order = (term: string): string => term.toLowerCase().replace(/ \(.*\)$/, '');
    expect(terms).toEqual(
      [...new Set(terms)].toSorted((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : a.length - b.length)),
    );
  });

  test('Z1 has a line for every room, every process, and every kind of effect, question, flag and step', () => {
    expect(processes().length).toBeGreaterThan(3);
    expect([...kinds, ...rooms(), ...processes()].filter((name) => !known.has(name))).toEqual([]);
  });
});
