import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import type { ActionTask } from '#contexts/operations/agent-action.ts';
import { actionCommand } from '#contexts/operations/domain/action/command.ts';
import type { SandboxOrder } from '#contexts/operations/sandbox.ts';
import type { AgentConfig } from '../config.ts';
import type { ContainerOrder, ContainerProgram } from '../containers/order.ts';
import type { Confinement } from '../sandbox/order.ts';
import type { Launch } from '../task-files.ts';

const MEGABYTE = 1024 * 1024;

/** R15. Without the database there is no network, and its bounds are the narrower of the settings' and its own. */
export function sandboxOf(order: SandboxOrder, { database, limits }: Pick<ActionTask, 'database' | 'limits'>): SandboxOrder {
  const { memoryMegabytes, processorMinutes } = order.limits;
  const minutes = (limits.seconds * limits.cpu) / 60;
  return {
    ...order,
    network: database ? order.network : 'none',
    limits: {
      ...order.limits,
      memoryMegabytes: Math.min(memoryMegabytes, Math.max(64, Math.floor(limits.memoryBytes / MEGABYTE))),
      processorMinutes: Math.min(processorMinutes ?? minutes, minutes),
    },
  };
}

/** Its name is the attempt's, and the backend's and the agent's folder's beside it: several agents of one machine have containers of their own. */
export function containerOf(
  id: string,
  { image: { name, version, digest }, args, database, limits }: ActionTask,
  { backend, data, databaseNetwork }: Pick<AgentConfig, 'backend' | 'data' | 'databaseNetwork'>,
  program: ContainerProgram,
): ContainerOrder {
  return {
    program,
    name: `rehearsal-${backend}-${id}`,
    image: digest === undefined ? `${name}:${version}` : `${name}@${digest}`,
    args,
    network: database ? databaseNetwork : 'none',
    cpu: limits.cpu,
    memoryBytes: limits.memoryBytes,
    ...(program === 'podman' ? { logFile: join(data, 'tasks', id, 'container.log') } : {}),
  };
}

export interface ActionGiven {
  work: string;
  confinement: Confinement;
  container: ContainerOrder | undefined;
}

export function launchAction(id: string, body: ActionTask, config: AgentConfig, { work, confinement, container }: ActionGiven): Launch {
  const mark = randomUUID();
  const { study, checkout, workspace, action, image, args, env, limits } = body;
  const named = { REHEARSAL_TASK: id, REHEARSAL_WORKSPACE: workspace, REHEARSAL_ACTION: action, REHEARSAL_SHA: (checkout ?? study).commit };
  const values = {
    image: image.name,
    version: image.version,
    action,
    workspace,
    workdir: work,
    agent: dirname(import.meta.dirname),
    node: process.execPath,
  };
  const common = { cwd: work, mark: `REHEARSAL_MARK=${mark}`, timeout: limits.seconds * 1000, grace: config.grace, endLeftovers: true };
  // What it brings never changes what is ours; and a container's processes must not be taken for those that speak to it.
  if (container !== undefined)
    return { ...common, command: [], env: { ...env, ...named }, container, confinement: { ...confinement, work } };
  return {
    ...common,
    command: actionCommand(body.command ?? [], values, args),
    env: { ...config.jobEnvironment, ...env, ...named, REHEARSAL_MARK: mark },
    confinement: { ...confinement, work, readOnly: [...confinement.readOnly, process.execPath] },
  };
}
