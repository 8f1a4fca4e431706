import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { within, writeMasked } from './masked-output.ts';
import { identityOf, type JobProcesses } from './processes.ts';
import { endingOf, type Outcome } from './outcome.ts';
import { clearUp, confine, ownFolder } from './sandbox/confine.ts';
import { checkProgram } from './sandbox/find-program.ts';
import { giveJobUserBack, takeJobUser } from './sandbox/job-users.ts';
import { removeFilesOf } from './sandbox/leftover-files.ts';
import { identityFor, type Confined, type JobUser } from './sandbox/order.ts';
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
    return {
      job: started.job,
      ended: started.ended,
      clear: async () => {
        await within(started.written);
        await clear();
      },
    };
  } catch (error) {
    await clear();
    throw error;
  }
}

function userFor({ confinement }: Launch): JobUser {
  if (confinement?.users === undefined || confinement.kind === 'none') return undefined;
  return takeJobUser(confinement.users, identityOf(process.pid));
}

async function start(folder: TaskFolder, launch: Launch, confined: Confined, user: JobUser): Promise<Begun> {
  const told = launch.confinement?.kind === 'bubblewrap';
  const secrets = Object.values(launch.confinement?.credentials ?? {});
  const { child, written } = spawnJob(folder, confined, told, secrets);
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
  return { job: { leader, mark: launch.mark, ...cell }, ended, written };
}

type Begun = Omit<StartedJob, 'clear'> & { written: Promise<void> };

/** `told`: with a descriptor more, on which bubblewrap tells of the sandbox; a job gets none but its three. */
function spawnJob(
  folder: TaskFolder,
  confined: Confined,
  told: boolean,
  secrets: readonly string[],
): { child: ChildProcess; written: Promise<void> } {
  const { program, args, env, cwd } = confined;
  const stdout = openSync(folder.outputPath('stdout'), 'a', 0o600);
  const stderr = openSync(folder.outputPath('stderr'), 'a', 0o600);
  const close = (): void => [stdout, stderr].forEach((fd) => closeSync(fd));
  const streams = secrets.length === 0 ? [stdout, stderr] : (['pipe', 'pipe'] as const);
  try {
    const stdio = ['ignore' as const, ...streams, ...(told ? ['pipe' as const] : [])];
    const child = spawn(program, args, { ...identityFor(confined), cwd, env, stdio, detached: true });
    if (child.stdout === null || child.stderr === null) {
      close();
      return { child, written: Promise.resolve() };
    }
    const all = writeMasked(
      [
        [child.stdout, stdout],
        [child.stderr, stderr],
      ],
      secrets,
    );
    return { child, written: all.finally(close) };
  } catch (error) {
    close();
    throw error;
  }
}

function statusOf(child: ChildProcess): SandboxStatus {
  const stream = child.stdio[3];
  if (!(stream instanceof Readable)) throw new Error('there is no way to hear of the sandbox');
  return readStatus(stream);
}
