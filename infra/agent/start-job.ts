import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { within, writeOutput, type Written } from './job-output.ts';
import { openMeter } from './meter.ts';
import { endJob, identityOf, processesOf, type JobProcesses } from './processes.ts';
import { endingOf, mayBeOurs, type Outcome } from './outcome.ts';
import { closeInto, openPipes } from './pipes.ts';
import { clearUp, confine, ownFolder } from './sandbox/confine.ts';
import { checkProgram } from './sandbox/find-program.ts';
import { giveJobUserBack, takeJobUser } from './sandbox/job-users.ts';
import { giveFolder } from './sandbox/give-folder.ts';
import { removeFilesOf } from './sandbox/leftover-files.ts';
import { identityFor, type Confined, type JobUser } from './sandbox/order.ts';
import { readStatus, type SandboxStatus } from './sandbox/status.ts';
import type { StartedJob } from './started-job.ts';
import type { Launch } from './task-files.ts';
import type { TaskFolder } from './task-folder.ts';

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
    if (user !== undefined && confinement?.work !== undefined) giveFolder(confinement.work, user);
    return startedJob(launch, await start(folder, launch, confine(launch, confinement, user, own), user), clear);
  } catch (error) {
    await clear();
    throw error;
  }
}

function startedJob({ confinement }: Launch, { job, ended, written }: Begun, clear: () => Promise<void>): StartedJob {
  const meter = openMeter(() => processesOf(job));
  const runtime = confinement?.kind ?? 'none';
  return {
    ended,
    end: (grace) => endJob(job, grace),
    memory: () => meter.look(),
    isOverOutput: written.isOver,
    // Who is held by nothing cannot be found whole.
    measured: () => (runtime === 'none' ? { runtime } : { runtime, metrics: meter.metrics() }),
    clear: async () => {
      await within(written.all);
      await clear();
    },
  };
}

function userFor({ confinement }: Launch): JobUser {
  if (confinement?.users === undefined || confinement.kind === 'none') return undefined;
  return takeJobUser(confinement.users, identityOf(process.pid));
}

async function start(folder: TaskFolder, launch: Launch, confined: Confined, user: JobUser): Promise<Begun> {
  const told = launch.confinement?.kind === 'bubblewrap';
  const { child, written } = spawnJob(folder, launch, confined, user);
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
  const ended = exited.then(async ([code, signal]) => {
    const exit = { code, signal, began: status?.began };
    if (mayBeOurs(exit)) await within(written.all);
    return endingOf(folder, launch, exit);
  });
  return { job: { leader, mark: launch.mark, ...cell }, ended, written };
}

interface Begun {
  job: JobProcesses;
  ended: Promise<Outcome>;
  written: Written;
}
const STREAMS = ['stdout', 'stderr'] as const;

interface Spawned {
  child: ChildProcess;
  written: Written;
}

/** With a descriptor more where bubblewrap tells of the sandbox; a job gets none but its three. */
function spawnJob(folder: TaskFolder, { confinement }: Launch, confined: Confined, user: JobUser): Spawned {
  const told = confinement?.kind === 'bubblewrap' ? ['pipe' as const] : [];
  const begin = (into: readonly number[]): ChildProcess => {
    const { program, args, env, cwd } = confined;
    return spawn(program, args, { ...identityFor(confined), cwd, env, stdio: ['ignore', ...into, ...told], detached: true });
  };
  const paths = STREAMS.map((stream) => folder.outputPath(stream));
  // A deployment may leave behind what goes on writing when nobody reads any more.
  if (confinement === undefined) return { child: withFiles(paths, begin), written: { all: Promise.resolve(), isOver: () => false } };
  const pipes = openPipes(
    paths.map((path) => `${path}.pipe`),
    user,
  );
  const secrets = Object.values(confinement.credentials);
  const written = writeOutput(
    pipes.map(({ from }, at) => [from, paths[at] ?? '']),
    secrets,
    confinement.limits.fileMegabytes,
  );
  try {
    return { child: begin(pipes.map(({ into }) => into)), written };
  } finally {
    closeInto(pipes);
  }
}

function withFiles(paths: readonly string[], begin: (into: readonly number[]) => ChildProcess): ChildProcess {
  const files = paths.map((path) => openSync(path, 'a', 0o600));
  try {
    return begin(files);
  } finally {
    for (const file of files) closeSync(file);
  }
}

function statusOf(child: ChildProcess): SandboxStatus {
  const stream = child.stdio[3];
  if (!(stream instanceof Readable)) throw new Error('there is no way to hear of the sandbox');
  return readStatus(stream);
}
