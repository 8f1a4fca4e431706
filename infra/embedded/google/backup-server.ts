import path from 'node:path';
import type { BuildRunner } from '#infra/stand-ins/cloud-build/held-build.ts';
import type { JobRunner } from '#infra/stand-ins/dataflow/run-held-job.ts';
import { runProcess } from '#infra/stand-ins/run-process.ts';

const DEPLOY = path.resolve(import.meta.dirname, '../../agent/deploy-git.ts');

/** What the build's steps do: the backup server becomes a clean checkout of exactly the tested commit. */
export function builder(repository: string, workdir: string): BuildRunner['run'] {
  return async ({ commitSha, substitutions }, signal) => {
    const ref = substitutions['_REHEARSAL_REF'] ?? '';
    const { exitCode, stderr, stdout } = await runProcess(
      [process.execPath, DEPLOY, repository, ref, commitSha, workdir],
      path.dirname(DEPLOY),
      signal,
    );
    return { passed: exitCode === 0, detail: [...stdout, ...stderr].join('\n').slice(0, 500) };
  };
}

/** What the flex template's container does: runs the named job in the checkout. */
export function jobRunner(workdir: string): JobRunner['run'] {
  return async ({ parameters }, signal) => {
    const { rehearsal_module: module = '', rehearsal_job: job = '', rehearsal_parameters: given = '{}' } = parameters;
    return runProcess([process.execPath, path.join(workdir, 'run-job.mjs'), module, job, '--parameters', given], workdir, signal);
  };
}
