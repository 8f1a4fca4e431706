import { randomUUID } from 'node:crypto';
import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { fillTemplate } from '#contexts/operations/domain/command-template.ts';
import type { AgentTask } from '#contexts/operations/agent.ts';
import { launchAction } from './actions/launch-action.ts';
import type { AgentConfig } from './config.ts';
import type { ContainerOrder } from './containers/order.ts';
import { deployedFolder } from './deploy/deployments.ts';
import type { Confinement } from './sandbox/order.ts';
import type { Launch } from './task-files.ts';
import type { TaskFolder } from './task-folder.ts';

const HERE = import.meta.dirname;

/** What it may be started in. `work`: the folder of an action. */
export interface LaunchGiven {
  confinement: Confinement | undefined;
  container?: ContainerOrder | undefined;
  work: string | undefined;
}

/** `{workdir}` the checkout, `{agent}` the folder of this program, `{node}` the Node that runs it: known only here, and filled in together with what the server gives. */
export function launchOf(task: AgentTask, config: AgentConfig, { confinement, container, work }: LaunchGiven): Launch {
  const { body } = task;
  if (body.kind === 'cancel') throw new TypeError('a cancel task runs nothing');
  if (body.kind === 'action') {
    if (work === undefined || confinement === undefined) throw new TypeError('an action starts in a folder of its own');
    return launchAction(task.id, body, config, { work, confinement, container });
  }
  const mark = randomUUID();
  // A confined job sees the folder of this deployment alone; a step that deploys is given the place where deployments go.
  const workdir = isOfCheckout(body) ? deployedFolder(config.workdir).folder : config.workdir;
  const given: Record<string, string> = { ...config.jobEnvironment, REHEARSAL_TASK: task.id, REHEARSAL_MARK: mark };
  if (body.kind === 'run') given.REHEARSAL_RUN = body.runId;
  if (body.kind !== 'probe') Object.assign(given, { REHEARSAL_REF: body.ref, REHEARSAL_SHA: body.sha });
  return {
    command: fillTemplate(body.command, { ...body.values, workdir, agent: HERE, node: process.execPath }),
    // A deployment may replace the checkout, and a probe may find none: both start beside it.
    cwd: isOfCheckout(body) ? workdir : config.data,
    env: given,
    mark: `REHEARSAL_MARK=${mark}`,
    timeout: body.timeout,
    grace: config.grace,
    endLeftovers: body.kind !== 'deploy' || confinement !== undefined,
    ...(confinement === undefined
      ? {}
      : { confinement: { ...confinement, readOnly: [...confinement.readOnly, workdir, process.execPath] } }),
  };
}

/** A run or an action, or a step that runs what was deployed: smoke and regression tests. */
export function isOfCheckout(body: AgentTask['body']): boolean {
  return body.kind === 'run' || body.kind === 'action' || (body.kind === 'deploy' && body.sandbox !== undefined);
}

/** What was stripped and compiled once need not be again: a supervisor's start is most of what a short run takes. Never in the environment of a job. */
export function compiledIn({ data }: Pick<AgentConfig, 'data'>): { NODE_COMPILE_CACHE: string } {
  return { NODE_COMPILE_CACHE: join(data, 'compiled') };
}

/** Of the agent's own helpers, who start jobs and are none. */
export function helperEnvironment(config: AgentConfig): Record<string, string> {
  return { ...config.jobEnvironment, ...config.containerEnvironment, ...compiledIn(config) };
}

/** Starts the supervisor, which outlives this process. Resolves when it has ended, which says nothing of the job: that is in the folder. */
export function startSupervisor(folder: TaskFolder, config: AgentConfig, more: readonly 'adopt'[] = []): Promise<void> {
  const logFile = openSync(join(folder.path, 'supervisor.log'), 'a', 0o600);
  const child = spawn(process.execPath, [join(HERE, 'supervisor.ts'), folder.path, ...more], {
    cwd: folder.path,
    env: helperEnvironment(config),
    stdio: ['ignore', logFile, logFile],
    detached: true,
  });
  closeSync(logFile);
  child.unref();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
}
