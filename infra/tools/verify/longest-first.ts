import { createRequire } from 'node:module';
import path from 'node:path';
import type { Test } from '@jest/test-result';

// By `require`, as Jest does: imported, it is another thing than its types say.
const { default: Sequencer } = createRequire(import.meta.url)('@jest/test-sequencer') as typeof import('@jest/test-sequencer');

/** Test files that take longest, longest first. */
export const longest: readonly string[] = [
  'test/simulation/seeds.test.ts',
  'test/simulation/bugs/bugs.test.ts',
  'test/integration/embedded/kill.test.ts',
  'test/simulation/every-call.test.ts',
  'test/browser/pages.test.ts',
  'test/integration/bundles/bundles.test.ts',
  'test/unit/intake/hostile-input.test.ts',
];

/** Begins with them: what is begun last is what everybody waits for in the end. Before its first run Jest itself knows only how many bytes a file has. */
export default class LongestFirst extends Sequencer {
  override async sort(tests: Test[]): Promise<Test[]> {
    // Stable: the others stay as Jest orders them.
    return (await super.sort(tests)).toSorted((a, b) => rank(a) - rank(b));
  }
}

function rank(test: Test): number {
  const at = longest.indexOf(path.relative(test.context.config.rootDir, test.path).replaceAll(path.sep, '/'));
  return at < 0 ? longest.length : at;
}
