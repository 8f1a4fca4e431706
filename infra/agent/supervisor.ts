/**
 * `node supervisor.ts <task folder>`: runs one job and outlives the agent. What it says is written into files as it
 * comes, so that nothing is lost when the agent dies; what is still in a pipe goes with the supervisor. The last thing written is how it ended.
 * `node supervisor.ts <task folder> adopt`: goes on with a container whose supervisor is gone.
 */
import { existsSync } from 'node:fs';
import type { SandboxLimits } from '#contexts/operations/sandbox.ts';
import { adoptContainer, startContainer } from './containers/start-container.ts';
import { diskOver } from './disk-use.ts';
import { endJob, identityOf } from './processes.ts';
import { closeInherited } from './sandbox/inherited.ts';
import { sleep } from './sleep.ts';
import { startJob } from './start-job.ts';
import type { StartedJob } from './started-job.ts';
import type { Claim, Ending, Launch } from './task-files.ts';
import { openTaskFolder, type TaskFolder } from './task-folder.ts';

type Outcome = Pick<Ending, 'exitCode' | 'signal' | 'cause' | 'message' | 'measured'>;
type Stop = { cause: 'timed_out' | 'cancelled' | 'out_of_memory' | 'over_limit'; message?: string };

const TICK = 100;
/** Milliseconds between two looks at what its folder takes. */
const DISK_EVERY = 5_000;
const MEGABYTE = 1024 * 1024;

async function supervise(folder: TaskFolder, isAdopting: boolean): Promise<void> {
  const launch = folder.launch();
  const startedAt = Date.now();
  if (launch === undefined) throw new Error('there is no launch.json');
  const former = folder.claim();
  const claim = { by: 'supervisor' as const, supervisor: identityOf(process.pid), at: startedAt };
  if (!(isAdopting ? folder.takeOver(claim) : folder.takeClaim(claim))) return;
  const outcome = await runJob(folder, launch, isAdopting ? former : undefined);
  // Whoever finds the ending finds all that it wrote, also when the machine stops now.
  folder.syncOutput();
  folder.saveEnding({
    ...outcome,
    startedAt: isAdopting ? (former?.at ?? startedAt) : startedAt,
    finishedAt: Date.now(),
    sizes: folder.sizes(),
  });
}

async function runJob(folder: TaskFolder, launch: Launch, former: Claim | undefined): Promise<Outcome> {
  let started: StartedJob;
  try {
    started = await beginJob(folder, launch, former);
  } catch (error) {
    if (launch.container !== undefined && folder.stopRequested())
      return { exitCode: null, cause: 'cancelled', message: 'stopped before it had begun' };
    return former === undefined ? launchFailure(launch, error) : { exitCode: null, cause: 'worker_lost', message: reasonOf(error) };
  }
  const { ended, isOverOutput } = started;
  const stopped = await stopWhenAsked(folder, launch, started);
  // What has taken all memory has none left to end well with.
  if (stopped !== undefined || launch.endLeftovers) await started.end(stopped?.cause === 'out_of_memory' ? 0 : launch.grace);
  const outcome = await ended;
  const measured = launch.confinement === undefined ? {} : { measured: started.measured() };
  await started.clear();
  // It may have ended before the next look.
  const late = launch.confinement !== undefined && isOverOutput() ? overOutput(launch.confinement.limits) : undefined;
  return { ...outcome, ...late, ...stopped, ...measured };
}

async function beginJob(folder: TaskFolder, launch: Launch, former: Claim | undefined): Promise<StartedJob> {
  const { container } = launch;
  if (container === undefined) return startJob(folder, launch);
  const begun = new AbortController();
  void giveUpWhenAsked(folder, launch, begun.signal);
  try {
    return await (former === undefined ? startContainer(folder, launch, container) : adoptContainer(folder, launch, container, former));
  } finally {
    begun.abort();
  }
}

/** R10. Whoever speaks to the container program may wait for it long; with its calls their container's start is given up, and the agent sees to what is left. */
async function giveUpWhenAsked(folder: TaskFolder, { mark }: Launch, begun: AbortSignal): Promise<void> {
  for (await sleep(TICK, begun); !begun.aborted; await sleep(TICK, begun))
    if (folder.stopRequested()) await endJob({ leader: undefined, mark }, 0);
}

/** Resolves with undefined when the job ended by itself, else with why it has to be stopped. */
async function stopWhenAsked(folder: TaskFolder, launch: Launch, started: StartedJob): Promise<Stop | undefined> {
  const deadline = performance.now() + launch.timeout;
  let over = false;
  let diskLook = performance.now() + DISK_EVERY;
  const { ended } = started;
  void ended.then(() => (over = true));
  for (;;) {
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, TICK))]);
    if (over) return undefined;
    if (folder.stopRequested()) return { cause: 'cancelled' };
    if (performance.now() >= deadline) return { cause: 'timed_out' };
    const reached = launch.confinement === undefined ? undefined : reachedBound(launch.confinement.limits, started);
    if (reached !== undefined) return reached;
    if (performance.now() < diskLook) continue;
    const message =
      launch.confinement?.work === undefined ? undefined : diskOver(launch.confinement.work, launch.confinement.limits.scratchMegabytes);
    if (message !== undefined) return { cause: 'over_limit', message };
    diskLook = performance.now() + DISK_EVERY;
  }
}

/** R16. What the kernel does not see: all processes together, and what a pipe takes. */
function reachedBound({ memoryMegabytes, fileMegabytes }: SandboxLimits, { memory, isOverOutput }: StartedJob): Stop | undefined {
  if (memory() > memoryMegabytes * MEGABYTE)
    return { cause: 'out_of_memory', message: `its processes together took more than ${memoryMegabytes} MB of memory` };
  return isOverOutput() ? overOutput({ fileMegabytes }) : undefined;
}

function overOutput({ fileMegabytes }: Pick<SandboxLimits, 'fileMegabytes'>): Stop {
  return { cause: 'over_limit', message: `it printed more than ${fileMegabytes} MB` };
}

function launchFailure(launch: Launch, error: unknown): Outcome {
  const reason = reasonOf(error);
  const message = existsSync(launch.cwd) ? reason : `the working folder is missing: ${launch.cwd}`;
  return { exitCode: null, cause: 'launch_failed', message: message.slice(0, 1_000) };
}

function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 1_000);
}

// A service manager that stops everything at once tells the job itself; the supervisor stays to write down how it ended.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);
closeInherited();
await supervise(openTaskFolder(process.argv[2] ?? ''), process.argv[3] === 'adopt');
// A daemon left by a deployment must not hold this process.
process.exit(0);
