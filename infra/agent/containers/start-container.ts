import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { within, writeOutput } from '../job-output.ts';
import { openMeter, type Meter } from '../meter.ts';
import type { Outcome } from '../outcome.ts';
import { endJob, identityOf, insideOf } from '../processes.ts';
import { clearUp, ownFolder } from '../sandbox/confine.ts';
import { giveCredentials } from '../sandbox/credentials.ts';
import { giveFolder } from '../sandbox/give-folder.ts';
import { giveJobUserBack, takeJobUser } from '../sandbox/job-users.ts';
import type { Confinement, JobUser } from '../sandbox/order.ts';
import type { StartedJob } from '../started-job.ts';
import type { Claim, Launch } from '../task-files.ts';
import type { TaskFolder } from '../task-folder.ts';
import { createArguments } from './arguments.ts';
import { ask, type Said } from './cli.ts';
import { followLogs } from './follow-logs.ts';
import type { ContainerOrder } from './order.ts';
import { lookAt, type ContainerState } from './state.ts';

/** Makes the container and starts it. Throws when it never began: nothing that it was given is left then. */
export async function startContainer(folder: TaskFolder, launch: Launch, order: ContainerOrder): Promise<StartedJob> {
  const { users, area } = confinementOf(launch);
  const user = users === undefined ? undefined : takeJobUser(users, identityOf(process.pid));
  const giveBack = (): void => {
    if (user !== undefined) giveJobUserBack(user);
  };
  const own = ownFolder(area, basename(folder.path));
  try {
    await make(launch, order, user, own);
    const began = await ask(order.program, ['start', order.name], { mark: launch.mark });
    // What cannot begin is there all the same; the agent clears it up.
    if (began.code !== 0) throw new Error(`the container could not be started: ${began.stderr.trim().slice(0, 500)}`);
  } catch (error) {
    clearUp(own);
    giveBack();
    throw error;
  }
  return follow(folder, launch, order, giveBack);
}

/** `user`: its own; undefined where it has none but the agent's. */
async function make(launch: Launch, order: ContainerOrder, user: JobUser, own: string): Promise<void> {
  const confinement = confinementOf(launch);
  const { work = '/', limits } = confinement;
  if (user !== undefined) giveFolder(work, user);
  const credentials = giveCredentials(confinement, user, own);
  const given = { work, env: launch.env, limits, user: user ?? process.getuid?.(), isOwnUser: user === undefined, credentials };
  const create = (hasInit: boolean): Promise<Said> =>
    ask(order.program, createArguments(order, { ...given, hasInit }), { mark: launch.mark });
  const first = await create(true);
  const said = hasNoInit(first) ? await create(false) : first;
  if (said.code !== 0) throw new Error(`the container could not be made: ${said.stderr.trim().slice(0, 500)}`);
}

/** Podman is packed without the program that it takes for it. */
function hasNoInit({ code, stderr }: Said): boolean {
  return code !== 0 && /container-init binary not found|catatonit/i.test(stderr);
}

/**
 * Goes on with a container whose supervisor is gone: it runs on, or has ended. What was made and never started never will be. Throws when there is no knowing how it
 * ended: then the attempt is lost.
 */
export async function adoptContainer(folder: TaskFolder, launch: Launch, order: ContainerOrder, former: Claim): Promise<StartedJob> {
  // The former supervisor's own call may still be under way.
  await endJob({ leader: undefined, mark: launch.mark }, 0);
  const lost = whyLost(await lookAt(order), former);
  if (lost === undefined) return follow(folder, launch, order);
  clearUp(ownFolder(confinementOf(launch).area, basename(folder.path)));
  throw new Error(lost);
}

function whyLost(state: ContainerState | undefined, former: Claim): string | undefined {
  if (state === undefined || state.is === 'new') return 'the process that watched the container ended before it began';
  const hasRebooted = former.by === 'supervisor' && bootOf(former.supervisor.born) !== bootOf(identityOf(process.pid).born);
  return hasRebooted && state.is === 'ended' && state.exitCode !== 0 ? 'the machine was started anew while it ran' : undefined;
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
  let pid = 0;
  const meter = openMeter(
    () => (pid === 0 ? [] : [pid, ...insideOf(identityOf(pid))]),
    () => (pid === 0 ? undefined : pid),
  );
  const ended = untilEnded(order, (state) => (pid = state.pid)).then((state) => outcomeOf(state, meter, order));
  const logs = followLogs(order, ended);
  // All of it comes again from its beginning, and is masked alike.
  const streams = (['stdout', 'stderr'] as const).map((stream): [Readable, string] => [logs[stream], folder.outputPath(stream)]);
  const written = writeOutput(streams, Object.values(credentials), limits.fileMegabytes, Object.values(folder.sizes()));
  return {
    ended,
    end: (grace) => stop(order, grace, ended),
    // Where the container has no control group of its own there is nothing by which the kernel could bound it.
    memory() {
      const now = meter.look();
      return meter.isCounted() ? 0 : now;
    },
    isOverOutput: written.isOver,
    measured: () => ({ runtime: order.program, metrics: meter.metrics() }),
    clear: async () => {
      // It lies in a file, however much it is.
      if (!written.isOver()) await within(written.all, READING);
      logs.stop();
      clearUp(ownFolder(area, basename(folder.path)));
      giveBack();
    },
  };
}

/** Milliseconds for what it said and nobody has read yet. */
const READING = 10 * 60_000;
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

/** How a shell, and a first process, tell that SIGKILL ended something. */
const KILLED = 137;
/** Of what it may take: between the last look and its end it can have taken more. */
const NEARLY_ALL = 0.8;

/** R16. What the program says is not all that the kernel knows: podman has told nothing where memory ran out (seen with 4.3). */
function outcomeOf(state: ContainerState | undefined, meter: Meter, { memoryBytes }: ContainerOrder): Outcome {
  if (state === undefined) return { exitCode: null, cause: 'worker_lost', message: 'its container was removed while it ran' };
  const isKilled = state.exitCode === KILLED;
  if (state.outOfMemory || meter.wasShort() || (isKilled && meter.metrics().peakMemoryBytes > memoryBytes * NEARLY_ALL))
    return { exitCode: null, cause: 'out_of_memory', message: 'the kernel ended it: it took more memory than it may' };
  const message = 'it was ended by SIGKILL, as what takes more memory than it may is, also where nobody tells so';
  return { exitCode: state.exitCode, cause: 'exited', ...(isKilled ? { message } : {}) };
}

/** Asked again until it has ended: that the program could not be asked once, or did not do it, must not let it go on. */
async function stop(order: ContainerOrder, grace: number, ended: Promise<Outcome>): Promise<void> {
  for (let way = ['stop', '-t', String(Math.ceil(grace / 1000)), order.name]; ;) {
    const state = await lookAt(order).catch(() => 'unknown' as const);
    if (state !== 'unknown' && state?.is !== 'running') break;
    if (state !== 'unknown') {
      await ask(order.program, way, { timeout: grace + 60_000 });
      way = ['kill', '--signal=KILL', order.name];
    }
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, LOOK_EVERY))]);
  }
  await ended;
}
