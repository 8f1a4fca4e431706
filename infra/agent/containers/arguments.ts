import type { SandboxLimits } from '#contexts/operations/sandbox.ts';
import type { ContainerOrder } from './order.ts';

/** Where an action in a container finds its folder. */
const WORKSPACE = '/workspace';
const CREDENTIALS = '/run/credentials';
const MEGABYTE = 1024 * 1024;

export interface ContainerGiven {
  /** The action's own folder, to be written. */
  work: string;
  env: Readonly<Record<string, string>>;
  limits: SandboxLimits;
  /** Number of the user that it is, outside and inside. */
  user: number | undefined;
  /** It is the agent's own user, who is no root. */
  isOwnUser: boolean;
  /** A folder with this action's credentials. */
  credentials: string | undefined;
}

/**
 * R15. Of `create`: nothing of the image or the machine can be written but the folder and a temporary one in memory, there is no network unless it is given, no
 * right, no way to get one, and no more of anything than its bounds. What the action brings stands behind the image, where nothing is an option any more.
 */
export function createArguments(order: ContainerOrder, given: ContainerGiven): string[] {
  const { work, env, limits, user, isOwnUser, credentials } = given;
  const variables = { ...env, HOME: '/tmp', ...(credentials === undefined ? {} : { CREDENTIALS_DIRECTORY: CREDENTIALS }) };
  return [
    'create',
    `--name=${order.name}`,
    '--pull=never',
    '--init',
    `--network=${order.network}`,
    '--read-only',
    `--tmpfs=/tmp:rw,size=${limits.scratchMegabytes * MEGABYTE}`,
    `--shm-size=${limits.sharedMemoryMegabytes * MEGABYTE}`,
    `--mount=type=bind,source=${work},target=${WORKSPACE}`,
    ...(credentials === undefined ? [] : [`--mount=type=bind,source=${credentials},target=${CREDENTIALS},readonly`]),
    `--workdir=${WORKSPACE}`,
    '--cap-drop=ALL',
    '--security-opt=no-new-privileges',
    ...(user === undefined ? [] : [`--user=${user}:${user}`]),
    ...(isOwnUser && order.program === 'podman' ? ['--userns=keep-id'] : []),
    `--cpus=${order.cpu}`,
    `--memory=${order.memoryBytes}`,
    `--memory-swap=${order.memoryBytes}`,
    `--pids-limit=${limits.processes}`,
    `--ulimit=nofile=${limits.openFiles}`,
    `--ulimit=fsize=${limits.fileMegabytes * MEGABYTE}`,
    '--ulimit=core=0',
    ...Object.entries(variables).map(([name, value]) => `--env=${name}=${value}`),
    order.image,
    ...order.args,
  ];
}
