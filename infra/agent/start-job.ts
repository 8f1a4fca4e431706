import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { identityOf, type JobProcesses } from './processes.ts';
import { endingOf, type Outcome } from './outcome.ts';
import { clearUp, confine, ownFolder } from './sandbox/confine.ts';
import { checkProgram } from './sandbox/find-program.ts';
import { giveJobUserBack, takeJobUser } from './sandbox/job-users.ts';
import { removeFilesOf } from './sandbox/leftover-files.ts';
import type { Confined, JobUser } from './sandbox/order.ts';
import { readStatus, type SandboxStatus } from './sandbox/status.ts';
import type { Launch } from './task-files.ts';
import type { TaskFolder } from './task-folder.ts';

export interface StartedJob {
  job: JobProcesses;
  ended: Promise<Outcome>;
  /** What the job was given goes; to be called once nobody of it is left. */
  clear: () => Promise<void>;
}

/** Throws when nothing was begun. */
export async function startJob(folder: TaskFolder, launch: Launch): Promise<StartedJob> {
  const { confinement } = launch;
  checkProgram(launch);
  const user = userFor(launch);
  const own = ownFolder(confinement?.area ?? folder.path, basename(folder.path));
  const clear = async (): Promise<void> => {
    clearUp(own);
    if (user === undefined) return;
    if (confinement?.kind === 'user') removeFilesOf(user);
    giveJobUserBack(user);
  };
  try {
    // Written down first: whoever finds the job without its supervisor must find all of it.
    if (user !== undefined) folder.saveCell({ user });
    const started = await start(folder, launch, confine(launch, confinement, user, own), user);
    return { ...started, clear };
  } catch (error) {
    await clear();
    throw error;
  }
}

function userFor({ confinement }: Launch): JobUser {
  if (confinement?.users === undefined || confinement.kind === 'none') return undefined;
  return takeJobUser(confinement.users, identityOf(process.pid));
}

async function start(folder: TaskFolder, launch: Launch, confined: Confined, user: JobUser): Promise<Omit<StartedJob, 'clear'>> {
  const told = launch.confinement?.kind === 'bubblewrap';
  const child = spawnJob(folder, confined, told);
  if (child.pid === undefined) throw await new Promise((resolve) => child.once('error', resolve));
  const leader = identityOf(child.pid);
  const exited = new Promise<[number | null, NodeJS.Signals | null]>((resolve) => {
    child.once('exit', (code, signal) => resolve([code, signal]));
  });
  folder.saveLeader(leader);
  const status = told ? statusOf(child) : undefined;
  const init = await status?.init;
  const cell = { ...(user === undefined ? {} : { user }), ...(init === undefined ? {} : { init }) };
  if (status !== undefined) folder.saveCell(cell);
  const ended = exited.then(([code, signal]) => endingOf(folder, launch, { code, signal, began: status?.began }));
  return { job: { leader, mark: launch.mark, ...cell }, ended };
}

/** `told`: with a descriptor more, on which bubblewrap tells of the sandbox; a job gets none but its three. */
function spawnJob(folder: TaskFolder, { program, args, env, cwd }: Confined, told: boolean): ChildProcess {
  const stdout = openSync(folder.outputPath('stdout'), 'a', 0o600);
  const stderr = openSync(folder.outputPath('stderr'), 'a', 0o600);
  try {
    return spawn(program, args, { cwd, env, stdio: ['ignore', stdout, stderr, ...(told ? ['pipe' as const] : [])], detached: true });
  } finally {
    closeSync(stdout);
    closeSync(stderr);
  }
}

function statusOf(child: ChildProcess): SandboxStatus {
  const stream = child.stdio[3];
  if (!(stream instanceof Readable)) throw new Error('there is no way to hear of the sandbox');
  return readStatus(stream);
}
