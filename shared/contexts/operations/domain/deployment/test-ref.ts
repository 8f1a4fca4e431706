import type { Change } from '#contexts/intake/domain/submission.ts';

/** Longest name of a version on the usual hosts. */
const LONGEST = 25;

/**
 * D1. `test-pr<number>-<sha7>` for a pull request, `test-<ref>-<sha7>` for a ref: at most 25 characters of a-z, 0-9 and `-`, never
 * ending in `-`. `sha` is the change's head. A ref that is long or unusual is shortened; the commit still tells two of them apart.
 */
export function testRefName(change: Change, sha: string): string {
  const short = sha.slice(0, 7);
  if (change.kind === 'pull_request') return `test-pr${change.number}-${short}`;
  const room = LONGEST - 'test--'.length - short.length;
  const plain = change.ref
    .replace(/^refs\/heads\//, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '');
  return `test-${plain.slice(0, room).replace(/-$/, '') || 'ref'}-${short}`;
}

export function isTestRefName(name: string): boolean {
  return name.length <= LONGEST && /^test-[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name);
}
