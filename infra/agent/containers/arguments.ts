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
  /** The program brings a first process along, that collects the dead and passes signals on. */
  hasInit: boolean;
}

/**
 * R15. Of `create`: nothing of the image or the machine can be written but the folder and a temporary one in memory, there is no network unless it is given, no
 * right, no way to get one, and no more of anything than its bounds. What the action brings stands behind the image, where nothing is an option any more.
 */
export function createArguments(order: ContainerOrder, given: ContainerGiven): string[] {
  const { work, env, limits, user, isOwnUser, credentials, hasInit } = given;
  const variables = { ...env, HOME: '/tmp', ...(credentials === undefined ? {} : { CREDENTIALS_DIRECTORY: CREDENTIALS }) };
  return [
    'create',
    `--name=${order.name}`,
    '--pull=never',
    ...(hasInit ? ['--init'] : []),
    `--network=${order.network}`,
    '--read-only',
    // Else it would have the mode of the image's folder, which may be root's alone.
    `--tmpfs=/tmp:rw,mode=1777,size=${limits.scratchMegabytes * MEGABYTE}`,
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
    ...logArguments(order, limits),
    // Of podman's own choice it is the most that there is, which not every machine lets it have. Docker's containers share the agent's own user's.
    ...(isOwnUser && order.program === 'docker' ? [] : [`--ulimit=nproc=${limits.processes}`]),
    `--ulimit=nofile=${limits.openFiles}`,
    `--ulimit=fsize=${limits.fileMegabytes * MEGABYTE}`,
    '--ulimit=core=0',
    ...Object.entries(variables).map(([name, value]) => `--env=${name}=${value}`),
    order.image,
    ...order.args,
  ];
}

/** R6. Whatever drivers the machine's settings choose, what it says can be read again from its beginning, and none of it is turned away below its bound. */
function logArguments({ program, logFile }: ContainerOrder, { fileMegabytes }: SandboxLimits): string[] {
  const driver = program === 'docker' ? 'json-file' : 'k8s-file';
  const file = program === 'podman' && logFile !== undefined ? [`--log-opt=path=${logFile}`] : [];
  return [`--log-driver=${driver}`, `--log-opt=max-size=${fileMegabytes * LOG_SHARE}m`, ...file];
}

/** Two streams, each byte written as up to six letters; and a line with nothing in it takes forty in podman's. */
const LOG_SHARE = 48;
