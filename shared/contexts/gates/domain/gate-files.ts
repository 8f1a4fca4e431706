import type { JobAsk } from '#contexts/intake/domain/submission.ts';
import type { Judged } from '#contexts/gates/domain/gates.ts';
import type { FileEvidence } from '#contexts/gates/domain/gate-evidence.ts';
import { definesClass, fileOfJob, moduleIn, type JobFiles } from '#contexts/gates/domain/job-files.ts';
import { each, hindrances } from '#contexts/gates/domain/hindrances.ts';
import { someOf } from '#contexts/gates/domain/some-of.ts';

/** G4. Every problem at once, so that one push can mend them all. */
export function registryGate(jobs: readonly JobAsk[], files: JobFiles, { texts }: FileEvidence): Judged {
  const registry = texts.get(files.registry);
  if (registry === undefined)
    return {
      state: 'failed',
      why: `There is no ${files.registry} at this commit. The contributor restores it.`,
      hindrances: hindrances(each('problem', [`there is no ${files.registry}`])),
    };
  const problems = [...new Set(jobs.flatMap((job) => problemsOf(job, files, texts)))];
  if (problems.length === 0) return { state: 'passed', why: 'every job class is defined, and its module is imported' };
  return {
    state: 'failed',
    why: `At this commit ${someOf(problems)}. The contributor fixes this and pushes, or corrects the names in the request.`,
    hindrances: hindrances(each('problem', problems)),
  };
}

function problemsOf(job: JobAsk, files: JobFiles, texts: FileEvidence['texts']): string[] {
  const path = fileOfJob(job, files, texts);
  if (path === undefined) return [`no changed file defines ${job.name}, and the request names no module for it`];
  const text = texts.get(path);
  if (text === undefined) return [`there is no ${path}`];
  return [
    ...(definesClass(text, job.name) ? [] : [`${path} has no class ${job.name}`]),
    ...(files.isImported(path) ? [] : [`${files.registry} does not import ${moduleIn(path)}`]),
  ];
}

/** G5. */
export function testFileGate(jobs: readonly JobAsk[], files: JobFiles, { changed, texts }: FileEvidence): Judged {
  const isTested = (module: string): boolean => changed.some((path) => files.isTestOf(module, path));
  const untested = jobs.flatMap((job) => {
    const path = fileOfJob(job, files, texts);
    const module = path === undefined ? undefined : moduleIn(path);
    return module !== undefined && isTested(module) ? [] : [module ?? job.name];
  });
  if (untested.length === 0) return { state: 'passed', why: 'every new module comes with a test file' };
  return {
    state: 'failed',
    why: `The pull request changes no test file for ${someOf([...new Set(untested)])}. The contributor adds one.`,
    hindrances: hindrances(each('untested', untested)),
  };
}
