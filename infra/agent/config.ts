import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { bootId } from '#contexts/operations/agent.ts';
import { bootOf } from './boot.ts';

const environment = z.object({
  AGENT_URL: z.url({ protocol: /^https?$/ }),
  AGENT_BACKEND: z.string().regex(/^[a-z0-9][a-z0-9-]{0,40}$/),
  AGENT_TOKEN: z.string().min(1).optional(),
  AGENT_TOKEN_FILE: z.string().min(1).optional(),
  AGENT_TOKEN_FD: z.coerce.number().int().min(3).max(1_000).optional(),
  AGENT_DATA: z.string().min(1),
  AGENT_WORKDIR: z.string().min(1).optional(),
  AGENT_EXIT_WITH_PARENT: z.enum(['0', '1']).default('0'),
  AGENT_GRACE_SECONDS: z.coerce.number().positive().max(600).default(10),
  AGENT_WAIT_SECONDS: z.coerce.number().int().min(0).max(60).default(20),
  AGENT_ALIVE_SECONDS: z.coerce.number().positive().max(600).default(15),
  AGENT_KEEP_DAYS: z.coerce.number().positive().max(3650).default(30),
  AGENT_JOB_USERS: z
    .string()
    .regex(/^\d{1,9}-\d{1,9}$/, 'must be first-last')
    .default('65100-65163'),
  AGENT_CREDENTIALS: z.string().min(1).optional(),
  AGENT_STRICT: z.enum(['0', '1']).default('0'),
  AGENT_CONTAINERS: z.enum(['auto', 'docker', 'podman', 'none']).default('auto'),
  AGENT_DATABASE_NETWORK: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,100}$/, 'must be the name of a network of containers')
    .default('bridge'),
  AGENT_WATCHED: z.string().optional(),
  AGENT_BOOT_ID: bootId.optional(),
  AGENT_MAX_BACKOFF_SECONDS: z.coerce.number().positive().max(3600).default(15),
});

export interface AgentConfig {
  /** Base address of the server, without a slash at its end. */
  url: string;
  backend: string;
  token: string;
  /** Everything that the agent must remember. One agent at a time. */
  data: string;
  /** The backend's checkout: what deploy commands fill and jobs run in. */
  workdir: string;
  exitWithParent: boolean;
  /** Milliseconds between SIGTERM and SIGKILL. */
  grace: number;
  /** Seconds that a poll may wait at the server. */
  waitSeconds: number;
  /** Milliseconds between signs of life of a running task. */
  aliveEvery: number;
  /** Milliseconds for which the output of a reported task is kept here. */
  keepOutput: number;
  /** What every job's environment begins with. */
  jobEnvironment: Record<string, string>;
  /** By which docker and podman find their service, storage and settings. No job's. */
  containerEnvironment: Record<string, string>;
  /** R15. User numbers for jobs, first and last; undefined when this process is not root, and may give none. */
  jobUsers: [number, number] | undefined;
  /** What jobs are given lies here. Others may pass through it. */
  area: string;
  /** Nothing weaker than bubblewrap, though the server is on this machine: others reach it. */
  strict: boolean;
  /** Files and folders that no job may read, beside the agent's own: what `agent check` tries to. */
  watched: string[];
  /** R18. A folder with a file for each credential that jobs of this backend may be given. */
  credentials: string;
  /** What actions of pipelines run in. */
  containers: 'auto' | 'docker' | 'podman' | 'none';
  /** The network of containers that may use the database. */
  databaseNetwork: string;
  /** Another after each start of the machine; undefined where nobody tells. */
  boot: string | undefined;
  /** Longest pause, in milliseconds, between two attempts to reach the server. */
  maxBackoff: number;
}

/** What a job may see of the agent's environment. Never the token. */
export const PASSED_ON = ['PATH', 'HOME', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR', 'USER'];

/** What whoever runs a machine chooses for every agent on it, whoever starts it. Each has a word in README.md. */
export const OF_OPERATOR = [
  'AGENT_CREDENTIALS',
  'AGENT_JOB_USERS',
  'AGENT_CONTAINERS',
  'AGENT_DATABASE_NETWORK',
  'AGENT_BOOT_ID',
  'AGENT_KEEP_DAYS',
  'AGENT_GRACE_SECONDS',
  'AGENT_WAIT_SECONDS',
  'AGENT_ALIVE_SECONDS',
  'AGENT_MAX_BACKOFF_SECONDS',
] as const;

/** The agent, and whoever starts it, hand them on to all that speaks to docker or podman, or each of them would find another one. */
export const OF_CONTAINERS = [
  'DOCKER_HOST',
  'DOCKER_CONTEXT',
  'DOCKER_CONFIG',
  'DOCKER_TLS_VERIFY',
  'DOCKER_CERT_PATH',
  'CONTAINER_HOST',
  'CONTAINERS_CONF',
  'CONTAINERS_REGISTRIES_CONF',
  'CONTAINERS_STORAGE_CONF',
  'REGISTRY_AUTH_FILE',
  'DBUS_SESSION_BUS_ADDRESS',
  'XDG_CONFIG_HOME',
  'XDG_DATA_HOME',
  'XDG_RUNTIME_DIR',
] as const;

/** Throws one error that names every missing or wrong setting. */
export function readConfig(): AgentConfig {
  return configOf(process.env);
}

function configOf(given: NodeJS.ProcessEnv): AgentConfig {
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    throw new Error(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'));
  }
  const value = parsed.data;
  const data = resolve(value.AGENT_DATA);
  return {
    url: value.AGENT_URL.replace(/\/+$/, ''),
    backend: value.AGENT_BACKEND,
    token: readToken(value),
    data,
    workdir: value.AGENT_WORKDIR === undefined ? resolve(data, 'workdir') : resolve(value.AGENT_WORKDIR),
    exitWithParent: value.AGENT_EXIT_WITH_PARENT === '1',
    grace: value.AGENT_GRACE_SECONDS * 1000,
    waitSeconds: value.AGENT_WAIT_SECONDS,
    aliveEvery: value.AGENT_ALIVE_SECONDS * 1000,
    keepOutput: value.AGENT_KEEP_DAYS * 24 * 3600 * 1000,
    jobEnvironment: ofThese(PASSED_ON, given),
    containerEnvironment: ofThese(OF_CONTAINERS, given),
    jobUsers: process.getuid?.() === 0 ? usersOf(value.AGENT_JOB_USERS) : undefined,
    area: resolve(data, 'area'),
    strict: value.AGENT_STRICT === '1',
    watched: (value.AGENT_WATCHED ?? '')
      .split(':')
      .filter((path) => path !== '')
      .map((path) => resolve(path)),
    credentials: value.AGENT_CREDENTIALS === undefined ? resolve(data, 'credentials') : resolve(value.AGENT_CREDENTIALS),
    containers: value.AGENT_CONTAINERS,
    databaseNetwork: value.AGENT_DATABASE_NETWORK,
    boot: bootOf(value.AGENT_BOOT_ID),
    maxBackoff: value.AGENT_MAX_BACKOFF_SECONDS * 1000,
  };
}

/** Those that are there. */
export function ofThese(names: readonly string[], given: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (given[name] === undefined ? [] : [[name, given[name]]])));
}

/** For trying the sandboxes without a server: everything lies in a folder of its own beside that of the agent. */
export function checkConfig(beside: string | undefined): AgentConfig {
  const given = beside ?? process.env['AGENT_DATA'] ?? './data-agent';
  const needed = {
    AGENT_URL: 'http://127.0.0.1',
    AGENT_BACKEND: 'check',
    AGENT_TOKEN: 'none',
    AGENT_DATA: `${resolve(given)}-check-${process.pid}`,
  };
  const kept = ['AGENT_JOB_USERS', 'AGENT_WATCHED', 'AGENT_CONTAINERS', 'PATH', 'HOME', ...OF_CONTAINERS];
  return configOf({ ...ofThese(kept, process.env), ...needed });
}

/** A descriptor or a file, because what is in the environment can be read by every process of the same user. */
function readToken({ AGENT_TOKEN, AGENT_TOKEN_FILE, AGENT_TOKEN_FD }: z.infer<typeof environment>): string {
  const given = AGENT_TOKEN_FD ?? AGENT_TOKEN_FILE;
  const token = given === undefined ? AGENT_TOKEN : readFileSync(given, 'utf8').trim();
  if (token === undefined || token === '')
    throw new Error('AGENT_TOKEN_FILE: names the file that holds the token (or AGENT_TOKEN_FD, or AGENT_TOKEN)');
  return token;
}

function usersOf(text: string): [number, number] {
  const [first = 0, last = 0] = text.split('-').map(Number);
  if (first < 1_000 || last < first) throw new Error('AGENT_JOB_USERS: must be user numbers from 1000 on that nobody has, first-last');
  return [first, last];
}
