import { execFile } from 'node:child_process';
import { fillTemplate } from '#domain/command-template.ts';
import type { AgentTask } from '#contracts/agent.ts';
import type { AgentConfig } from './config.ts';

/** Milliseconds: looking at a version is quick, or something is wrong with it. */
const PATIENCE = 60_000;

/** D5: why what is deployed is not what the run is for; undefined when it is, or when the backend has no command that tells. */
export function verifyVersion({ body }: AgentTask, config: AgentConfig): Promise<string | undefined> {
  if (body.kind !== 'run' || body.verify === undefined) return Promise.resolve(undefined);
  const values = {
    ...body.values,
    sha: body.sha,
    ref: body.ref,
    workdir: config.workdir,
    agent: import.meta.dirname,
    node: process.execPath,
  };
  const [program = '', ...args] = fillTemplate(body.verify, values);
  return new Promise((resolve) => {
    execFile(program, args, { cwd: config.data, env: config.jobEnvironment, timeout: PATIENCE }, (error, _stdout, stderr) => {
      const said = stderr.trim() === '' ? (error?.message ?? '') : stderr.trim();
      resolve(error === null ? undefined : `the deployed version is not ${body.sha}: ${said}`.slice(0, 1_000));
    });
  });
}
