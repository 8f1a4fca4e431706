import { spawn, type ChildProcess } from 'node:child_process';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { within, writeOutput } from '../job-output.ts';
import { openMeter } from '../meter.ts';
import type { Outcome } from '../outcome.ts';
import { endJob, identityOf, insideOf } from '../processes.ts';
import { clearUp, ownFolder } from '../sandbox/confine.ts';
import { giveCredentials } from '../sandbox/credentials.ts';
import { giveFolder } from '../sandbox/give-folder.ts';
import { giveJobUserBack, takeJobUser } from '../sandbox/job-users.ts';
import type { Confinement } from '../sandbox/order.ts';
import type { StartedJob } from '../started-job.ts';
import type { Claim, Launch } from '../task-files.ts';
import type { TaskFolder } from '../task-folder.ts';
import { createArguments } from './arguments.ts';
import { ask } from './cli.ts';
import type { ContainerOrder } from './order.ts';
import { lookAt, type ContainerState } from './state.ts';

/** Makes the container and starts it. Throws when it never began: nothing of it is left then. */
export async function startContainer(folder: TaskFolder, launch: Launch, order: ContainerOrder): Promise<StartedJob> {
  const confinement = confinementOf(launch);
  const { work = '/', users, limits } = confinement;
  const user = users === undefined ? process.getuid?.() : takeJobUser(users, identityOf(process.pid));
  if (user !== undefined && users !== undefined) giveFolder(work, user);
  const credentials = giveCredentials(
    confinement,
    users === undefined ? undefined : user,
    ownFolder(confinement.area, basename(folder.path)),
  );
  const { mark } = launch;
  const made = await ask(
    order.program,
    createArguments(order, { work, env: launch.env, limits, user, isOwnUser: users === undefined, credentials }),
    { mark },
  );
  if (made.code !== 0) throw new Error(`the container could not be made: ${made.stderr.trim().slice(0, 500)}`);
  const began = await ask(order.program, ['start', order.name], { mark });
  // What cannot begin is there all the same; the agent clears it up.
  if (began.code !== 0) throw new Error(`the container could not be started: ${began.stderr.trim().slice(0, 500)}`);
  return follow(folder, launch, order, () => {
    if (users !== undefined && user !== undefined) giveJobUserBack(user);
  });
}

/**
 * Goes on with a container whose supervisor is gone: it runs on, or has ended. What was made and never started never will be. Throws when there is no knowing how it
 * ended: then the attempt is lost.
 */
export async function adoptContainer(folder: TaskFolder, launch: Launch, order: ContainerOrder, former: Claim): Promise<StartedJob> {
  // The former supervisor's own call may still be under way.
  await endJob({ leader: undefined, mark: launch.mark }, 0);
  const state = await lookAt(order);
  if (state === undefined || state.is === 'new') throw new Error('the process that watched the container ended before it began');
  const hasRebooted = former.by === 'supervisor' && bootOf(former.supervisor.born) !== bootOf(identityOf(process.pid).born);
  if (hasRebooted && state.is === 'ended' && state.exitCode !== 0) throw new Error('the machine was started anew while it ran');
  return follow(folder, launch, order);
}

function bootOf(born: string): string {
  return born.slice(0, born.indexOf('/'));
}

function confinementOf({ confinement }: Launch): Confinement {
  if (confinement === undefined) throw new TypeError('a container has bounds');
  return confinement;
}

function follow(folder: TaskFolder, launch: Launch, order: ContainerOrder, giveBack: () => void = () => undefined): StartedJob {
  const { limits, credentials, area } = confinementOf(launch);
  const logs = spawn(order.program, ['logs', '--follow', order.name], { stdio: ['ignore', 'pipe', 'pipe'] });
  logs.once('error', () => undefined);
  // All of it comes again from its beginning, and is masked alike.
  const streams = (['stdout', 'stderr'] as const).map((stream): [Readable, string] => [streamOf(logs, stream), folder.outputPath(stream)]);
  const written = writeOutput(streams, Object.values(credentials), limits.fileMegabytes, Object.values(folder.sizes()));
  let pid = 0;
  const meter = openMeter(
    () => (pid === 0 ? [] : [pid, ...insideOf(identityOf(pid))]),
    () => (pid === 0 ? undefined : pid),
  );
  const ended = untilEnded(order, (state) => (pid = state.pid)).then(outcomeOf);
  return {
    ended,
    end: (grace) => stop(order, grace, ended),
    // The kernel bounds it.
    memory() {
      meter.look();
      return 0;
    },
    isOverOutput: written.isOver,
    measured: () => ({ runtime: order.program, metrics: meter.metrics() }),
    clear: async () => {
      await within(written.all);
      logs.kill('SIGKILL');
      clearUp(ownFolder(area, basename(folder.path)));
      giveBack();
    },
  };
}

function streamOf(child: ChildProcess, stream: 'stdout' | 'stderr'): Readable {
  const found = child[stream];
  if (found === null) throw new Error('there is no way to hear of the container');
  return found;
}

/** Milliseconds. */
const LOOK_EVERY = 500;

/** That it cannot be asked ends nothing: it is asked again. */
async function untilEnded(order: ContainerOrder, see: (state: ContainerState) => void): Promise<ContainerState | undefined> {
  for (;;) {
    const state = await lookAt(order).catch(() => 'unknown' as const);
    if (state === undefined) return undefined;
    if (state !== 'unknown') see(state);
    if (state !== 'unknown' && state.is === 'ended') return state;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
  }
}

function outcomeOf(state: ContainerState | undefined): Outcome {
  if (state === undefined) return { exitCode: null, cause: 'worker_lost', message: 'its container was removed while it ran' };
  if (state.outOfMemory) return { exitCode: null, cause: 'out_of_memory', message: 'the kernel ended it: it took more memory than it may' };
  return { exitCode: state.exitCode, cause: 'exited' };
}

async function stop(order: ContainerOrder, grace: number, ended: Promise<Outcome>): Promise<void> {
  const state = await lookAt(order).catch(() => undefined);
  if (state?.is === 'running')
    await ask(order.program, ['stop', `--time=${Math.ceil(grace / 1000)}`, order.name], { timeout: grace + 60_000 });
  await ended;
}
