import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { defaultSandbox, type SandboxKind } from '#contexts/operations/sandbox.ts';
import { adviceFor } from './advice.ts';
import { clearUp, confine, ownFolder } from './confine.ts';
import { giveJobUserBack, takeJobUser } from './job-users.ts';
import { identityFor, type Confined, type Confinement } from './order.ts';
import { makeArea } from './places.ts';
import { identityOf } from '../processes.ts';

/** What this machine offers. */
export interface Machine {
  best: SandboxKind;
  /** Why a kind cannot be had, and what to do about it. */
  unusable: Partial<Record<SandboxKind, string>>;
}

/** Of the agent's configuration. */
export interface Ground {
  area: string;
  jobUsers: [number, number] | undefined;
}

/** Numbers that Debian leaves to nobody. */
export const JOB_USERS: [number, number] = [65_100, 65_163];

/** Installed is not usable: each kind is tried with the very command line of a job, and `true` as the job. */
export async function lookAtMachine(ground: Ground): Promise<Machine> {
  makeArea(ground.area);
  const unusable: Machine['unusable'] = {};
  for (const kind of ['bubblewrap', 'user'] as const) {
    const why = await tryKind(kind, ground);
    if (why !== undefined) unusable[kind] = why;
  }
  const best = unusable.bubblewrap === undefined ? 'bubblewrap' : unusable.user === undefined ? 'user' : 'none';
  return { best, unusable };
}

async function tryKind(kind: 'bubblewrap' | 'user', { area, jobUsers }: Ground): Promise<string | undefined> {
  if (process.platform !== 'linux') return 'not available on this system: it needs Linux';
  if (kind === 'user' && jobUsers === undefined) return 'only root can start jobs as another user';
  const own = ownFolder(area, `look-${randomUUID()}`);
  const user = jobUsers === undefined ? undefined : takeJobUser(jobUsers, identityOf(process.pid));
  try {
    const confinement: Confinement = { ...BASE, kind, area, readOnly: [process.execPath] };
    const job =
      kind === 'user' ? { command: [process.execPath, '-e', REACHES, area], cwd: area, env: {} } : { command: ['true'], cwd: '/', env: {} };
    const said = await run(confine(job, confinement, user, own));
    return said === undefined ? undefined : `${said.trim().slice(0, 300)}; ${adviceFor(said)}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    clearUp(own);
    if (user !== undefined) giveJobUserBack(user);
  }
}

const BASE = { network: 'none', limits: defaultSandbox.limits, credentials: {} } as const;
/** Another user must get to the Node that jobs are started with, and to what it is given. */
const REACHES = 'require("node:fs").statSync(process.argv[1])';
/** Milliseconds. */
const PATIENCE = 20_000;

/** What went wrong; undefined when it ended well. */
function run(confined: Confined): Promise<string | undefined> {
  const { program, args, env, cwd } = confined;
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      ...identityFor(confined),
      cwd,
      env,
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
      timeout: PATIENCE,
      killSignal: 'SIGKILL',
    });
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) =>
      resolve(code === 0 ? undefined : said === '' ? `it ended with ${code ?? signal ?? 'nothing'}` : said),
    );
  });
}
