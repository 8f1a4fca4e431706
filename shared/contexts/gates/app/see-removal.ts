import type { PullRequest, CodeHost } from '#contexts/gates/ports/code-host.ts';
import type { JobAsk } from '#contexts/intake/domain/submission.ts';
import { definesClass, jobFiles, type JobLayout } from '#contexts/gates/domain/job-files.ts';
import { onlyRemovesJobs } from '#contexts/gates/domain/removal.ts';

/** Most files of a change that is looked at as a removal. */
const MOST_FILES = 40;

interface Looked {
  change: PullRequest;
  baseSha: string;
  headSha: string;
  changed: readonly string[];
  /** What was read at the head already. */
  texts: ReadonlyMap<string, string>;
}

/** A6: whether the pull request only removes these jobs. Both sides are read only when none of them is there any more. */
export async function seeRemoval(host: CodeHost, jobs: readonly JobAsk[], layout: JobLayout, looked: Looked): Promise<boolean> {
  const { change, baseSha, headSha, changed, texts } = looked;
  if (changed.length === 0 || changed.length > MOST_FILES) return false;
  if ([...texts.values()].some((text) => jobs.some(({ name }) => definesClass(text, name)))) return false;
  const [before, after] = await Promise.all([host.readFiles(change, baseSha, changed), host.readFiles(change, headSha, changed)]);
  const there = new Map([...texts, ...after]);
  const registry = layout.registryFile ?? '';
  // What the change took out of the registry is told by the one before.
  const files = jobFiles(layout, there.get(registry), before.get(registry));
  return files !== undefined && onlyRemovesJobs(jobs, files, { changed, before, after: there });
}
