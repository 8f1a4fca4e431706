import { describe, expect, test } from '@jest/globals';
import { append, largest, smallest } from '#kernel/lists.ts';
import { sourcesIn, textOf } from '#test/support/sources.ts';

const sources = sourcesIn('shared', 'functions', 'infra').filter((file) => !file.startsWith('infra/stand-ins/'));

/** A list of some hundred thousand is more than a call takes: it ends with a RangeError, again after each restart. */
const SPREAD = /(?:\.(?:push|unshift|splice|concat)|Math\.(?:max|min)|String\.from(?:Char|CodePoint)\w*)\((?:[^()[\]{}]|\([^()]*\))*\.\.\./;

describe('R16 nothing from outside is the length of a call', () => {
  test('R16 no list is spread into a call that takes numbers or items one by one: lists.ts does it without', () => {
    const found = sources.flatMap((file) =>
      textOf(file)
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
