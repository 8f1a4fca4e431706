import { execFile } from 'node:child_process';
import { fillTemplate } from '#contexts/operations/domain/command-template.ts';
import type { AgentTask } from '#contexts/operations/agent.ts';
import type { AgentConfig } from './config.ts';
import { deployedFolder, verify } from './deploy/deployments.ts';

/** Milliseconds: looking at a version is quick, or something is wrong with it. */
const PATIENCE = 60_000;

/**
 * D5, R14: why what is deployed is not what the run is for; undefined when it is. What this program deployed it verifies itself, by content;
 * what was put there in another way is the backend's own command to tell, and where there is none nobody can.
 */
export async function verifyVersion({ body }: AgentTask, config: AgentConfig): Promise<string | undefined> {
  if (body.kind !== 'run') return undefined;
  if (deployedFolder(config.workdir).ours) {
    const wrong = await verify(config.workdir, body.sha).then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    if (wrong !== undefined) return `the deployed version is not ${body.sha}: ${wrong}`.slice(0, 1_000);
  }
  return body.verify === undefined ? undefined : askCommand(body, body.verify, config);
}

function askCommand(
  body: AgentTask['body'] & { kind: 'run' },
  verify: readonly string[],
  config: AgentConfig,
): Promise<string | undefined> {
  const values = {
    ...body.values,
    sha: body.sha,
    ref: body.ref,
    workdir: config.workdir,
    agent: import.meta.dirname,
    node: process.execPath,
  };
  const [program = '', ...args] = fillTemplate(verify, values);
  return new Promise((resolve) => {
    execFile(program, args, { cwd: config.data, env: config.jobEnvironment, timeout: PATIENCE }, (error, _stdout, stderr) => {
      const said = stderr.trim() === '' ? (error?.message ?? '') : stderr.trim();
      resolve(error === null ? undefined : `the deployed version is not ${body.sha}: ${said}`.slice(0, 1_000));
    });
  });
}
