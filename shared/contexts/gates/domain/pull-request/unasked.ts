import type { JobFiles } from '#contexts/gates/domain/job-files.ts';

/** One file of jobs that a change touches, at its base and at its head; undefined where it is not there. */
export interface FileChange {
  before: string | undefined;
  after: string | undefined;
}

/** What a pull request does to jobs that nobody has asked a rehearsal for. */
export type Unasked = 'no_jobs' | 'only_removes' | 'changes_jobs';

/** A revert that takes jobs out again must never wait for a test of them: what only has lines less does nothing new. */
export function judgeUnasked(changes: readonly FileChange[]): Unasked {
  if (changes.length === 0) return 'no_jobs';
  return changes.every(onlyRemoves) ? 'only_removes' : 'changes_jobs';
}

/** Every line that is left stood there before, in the same order. White space counts: in some languages it is the code. */
function onlyRemoves({ before, after }: FileChange): boolean {
  if (after === undefined) return true;
  if (before === undefined) return false;
  const known = before.split('\n');
  let at = 0;
  for (const line of after.split('\n')) {
    at = known.indexOf(line, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** The registry and the modules of jobs among what a change touches; tests of theirs are none. */
export function jobPathsIn(changed: readonly string[], files: JobFiles): string[] {
  return changed.filter((path) => path === files.registry || (files.moduleAt(path) !== undefined && !isTest(path, files)));
}

function isTest(path: string, files: JobFiles): boolean {
  const module = files.moduleAt(path) ?? '';
  return Array.from(module, (_, end) => module.slice(0, end)).some((name) => name !== '' && files.isTestOf(name, path));
}
