import { layoutOf } from '#contexts/gates/domain/evaluate-gates.ts';
import { definesClass, fileOfJob, pathsToRead } from '#contexts/gates/domain/job-files.ts';
import { filesDue, oneOffJobs } from '#products/rehearsal/domain/completed.ts';
import type { Authored } from '#contexts/gates/domain/parts/authored.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import type { Result, Work } from '#products/rehearsal/app/perform-effect.ts';
import { seeJobFiles } from '#contexts/gates/app/see-job-files.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { CodeHost } from '#contexts/gates/ports/code-host.ts';

/** A6: thirty days after its release, what is still on the base branch of the one-off jobs. Gone, or pushed to since: nobody is reminded. */
export async function lookForLeftOver(system: System, host: CodeHost, work: Work<'check_gates'>, release: string): Promise<Result> {
  const { state, key, now } = work;
  const expected = filesDue(state);
  // Approved anew, or cut anew, since this look was ordered: then another look was, too, and that one is due later.
  if (expected?.release !== release || now < expected.due) return { result: 'done' };
  const files = await leftOver(system, host, state);
  if (files.length === 0) return { result: 'done' };
  const by = { kind: 'system', part: 'left-over' } as const;
  return { result: 'done', command: (at) => ({ id: `${key}@${now}`, at, by, command: 'record_left_over', release, files }) };
}

/** One item a line. Where nobody can look, the jobs themselves: their author knows where they are. */
async function leftOver({ rules }: System, host: CodeHost, state: Requested & Authored): Promise<string[]> {
  const { change } = state.submission;
  const jobs = oneOffJobs(state.submission);
  const names = jobs.map(({ name }) => name);
  if (state.base === undefined || state.headSha === undefined) return names;
  const { owner, repository } = change;
  const branch = { kind: 'ref', owner, repository, ref: state.base.ref } as const;
  const head = await host.readHead(branch);
  if (!('headSha' in head)) return names;
  const files = await seeJobFiles(host, branch, layoutOf(rules.jobLayouts, change), head.headSha);
  if (files === undefined) return names;
  const changed = jobs.every(({ module }) => module !== undefined)
    ? []
    : await host.listChangedFiles(change, state.base.sha, state.headSha);
  const texts = await host.readFiles(branch, head.headSha, pathsToRead(jobs, files, changed));
  return jobs.flatMap((job) => {
    const path = fileOfJob(job, files, texts);
    return path !== undefined && definesClass(texts.get(path) ?? '', job.name) ? [`${job.name} in ${path}`] : [];
  });
}
