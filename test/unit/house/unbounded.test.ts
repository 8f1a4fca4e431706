import { describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { append, largest, smallest } from '#domain/lists.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const sources = execFileSync('git', ['ls-files', 'shared', 'functions', 'infra'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((file) => file.endsWith('.ts') && !file.startsWith('infra/stand-ins/'));

/** A list of some hundred thousand is more than a call takes: it ends with a RangeError, again after each restart. */
const SPREAD = /(?:\.(?:push|unshift|splice|concat)|Math\.(?:max|min)|String\.from(?:Char|CodePoint)\w*)\((?:[^()[\]{}]|\([^()]*\))*\.\.\./;

describe('R16 nothing from outside is the length of a call', () => {
  test('R16 no list is spread into a call that takes numbers or items one by one: lists.ts does it without', () => {
    const found = sources.flatMap((file) =>
      readFileSync(path.join(root, file), 'utf8')
        .split('\n')
        .flatMap((line, n) => (SPREAD.test(line) ? [`${file}:${n + 1} ${line.trim()}`] : [])),
    );
    expect(found).toEqual([]);
  });

  test('R16 a million numbers have a greatest and a smallest, and are put behind one another', () => {
    const numbers = Array.from({ length: 1_000_000 }, (_, n) => n);
    expect([largest(-1, numbers), smallest(5, numbers), largest(7, []), smallest(7, [])]).toEqual([999_999, 0, 7, 7]);
    const list = [1];
    append(list, numbers);
    expect(list).toHaveLength(1_000_001);
  });
});
