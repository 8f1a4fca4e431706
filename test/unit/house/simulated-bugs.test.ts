import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import path from 'node:path';
import { SourceTextModule } from 'node:vm';
import { expect, test } from '@jest/globals';
import { editsOf, plant } from '#test/simulation/bugs/bug.ts';
import { bugs } from '#test/simulation/bugs/catalogue.ts';

const root = path.resolve(import.meta.dirname, '../../..');

/** Whoever moves the code that a bug stands in says here anew what it replaces: find it by its name in test/simulation/bugs. */
test.each(bugs.map((bug) => [bug.name, bug] as const))(
  'Z2 bug %s still has its place in the code, and what it makes of it can be loaded',
  (_name, bug) => {
    const texts = new Map<string, string>();
    for (const edit of editsOf(bug)) {
      const text = texts.get(edit.file) ?? readFileSync(path.join(root, edit.file), 'utf8');
      texts.set(edit.file, plant(text, edit));
    }
    for (const [file, text] of texts) {
      expect(text).not.toBe(readFileSync(path.join(root, file), 'utf8'));
      expect(() => new SourceTextModule(stripTypeScriptTypes(text))).not.toThrow();
    }
  },
);

test('Z2 there are at least thirty bugs, each with a name of its own and a reason', () => {
  expect(bugs.length).toBeGreaterThanOrEqual(30);
  expect(new Set(bugs.map(({ name }) => name)).size).toBe(bugs.length);
  for (const { name, why } of bugs)
    expect({ name, why }).toEqual({ name: expect.stringMatching(/^[a-z0-9-]{5,60}$/), why: expect.stringMatching(/.{10}/) });
});
