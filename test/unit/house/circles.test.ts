import { describe, expect, test } from '@jest/globals';
import { circlesOf } from '#infra/tools/fence/circles.ts';
import { importGraph, importsIn } from '#infra/tools/fence/import-graph.ts';
import { root, sourcesIn } from '#test/support/sources.ts';

const sources = sourcesIn('shared', 'functions', 'infra', 'test');

describe('Z1 imports have no circles', () => {
  test('Z1 no files import one another in a circle, be it types alone', () => {
    const graph = importGraph(root, sources);
    expect(graph.size).toBeGreaterThan(1000);
    expect(circlesOf(graph)).toEqual([]);
  });

  test('Z1 a circle is found through others, whichever file is looked at first, and what only leads to it is none', () => {
    const ways: [string, string[]][] = [
      ['in', ['a']],
      ['a', ['b', 'out']],
      ['b', ['c']],
      ['c', ['a', 'd']],
      ['d', ['e']],
      ['e', ['d']],
      ['out', []],
      ['self', ['self']],
    ];
    const circles = [['a', 'b', 'c'], ['d', 'e'], ['self']];
    expect(circlesOf(new Map(ways))).toEqual(circles);
    expect(circlesOf(new Map(ways.toReversed()))).toEqual(circles);
  });

  test('Z1 every way to write an import is seen', () => {
    const text = [
      "import { a } from './a.ts';",
      "import type { B } from '#kernel/b.ts';",
      "import {\n  c,\n  type D,\n} from './c.ts';",
      "export { e } from './e.ts';",
      "export type * from './f.ts';",
      "import './g.ts';",
      "const h = await import('./h.ts');",
      "import {\n  // What isn't said; by us\n  i, // it's ours\n} from './i.ts';",
      "type J = import('./j.ts', { with: { 'resolution-mode': 'import' } }).J;",
      "const k = await import(\n  './k.ts'\n);",
      "import l from './l.json' with { type: 'json' };",
      "const text = `import './not.ts';`;",
    ];
    const seen = ['./a.ts', '#kernel/b.ts', './c.ts', './e.ts', './f.ts', './g.ts', './i.ts', './l.json', './h.ts', './j.ts', './k.ts'];
    expect(importsIn(text.join('\n'))).toEqual(seen);
  });
});
