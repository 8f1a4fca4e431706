import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isLike, openPatterns } from '#contexts/operations/domain/action/patterns.ts';

/** Of the patterns that match a path, their numbers; undefined folders are those that nobody looks into. */
function matching(patterns: readonly string[], path: string): readonly number[] {
  const { start, meet } = openPatterns(patterns);
  const parts = path.split('/');
  let walk: typeof start | undefined = start;
  for (const [at, part] of parts.entries()) {
    if (walk === undefined) return [];
    const met = meet(walk, part);
    if (at + 1 === parts.length) return met.files;
    walk = met.below;
  }
  return [];
}

describe('K3 patterns of outputs', () => {
  test.each<[string, string, boolean]>([
    ['output/rows.csv', 'output/rows.csv', true],
    ['output/rows.csv', 'output/rows.csv.gz', false],
    ['output/*.csv', 'output/rows.csv', true],
    ['output/*.csv', 'output/deep/rows.csv', false],
    ['output/*/rows.csv', 'output/deep/rows.csv', true],
    ['output/*/rows.csv', 'output/a/b/rows.csv', false],
    ['*/*', 'a/b', true],
    ['output/*.csv', 'output/.hidden.csv', false],
    ['output/.*.csv', 'output/.hidden.csv', true],
    ['output/a*b*c.csv', 'output/aXbXbXc.csv', true],
    ['output/a*b*c.csv', 'output/acb.csv', false],
    ['output/ä*.csv', Buffer.from('output/ära.csv').toString('latin1'), true],
    ['output/x.csv', 'OUTPUT/x.csv', false],
    ['output/*.csv', 'output/two\nlines.csv', true],
  ])('K3 %s and %p: %p', (pattern, path, fits) => {
    expect(matching([pattern], path)).toEqual(fits ? [0] : []);
  });

  test('K3 a file can match several, and each is told', () => {
    expect(matching(['output/*.csv', 'output/a.*', 'other/*.csv'], 'output/a.csv')).toEqual([0, 1]);
  });

  test('K3 a name fits a pattern exactly when an expression says so', () => {
    const name = fc.string({ unit: fc.constantFrom('a', 'b', '.'), maxLength: 12 });
    const wanted = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*'), maxLength: 8 });
    fc.assert(
      fc.property(name, wanted, (text, pattern) => {
        const expression = new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '.*')}$`, 's');
        const hidden = text.startsWith('.') && pattern.startsWith('*');
        expect(isLike(text, pattern)).toBe(!hidden && expression.test(text));
      }),
    );
  });

  test('R16 a hostile name costs no more than its length', () => {
    const started = performance.now();
    expect(isLike('a'.repeat(255), `${'*a'.repeat(120)}b`)).toBe(false);
    expect(performance.now() - started).toBeLessThan(500);
  });
});
