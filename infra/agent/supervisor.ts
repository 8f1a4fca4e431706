/**
 * `node supervisor.ts <task folder>`: runs one job and outlives the agent. What it says is written into files as it
 * comes, so that nothing is lost when the agent dies; what is still in a pipe goes with the supervisor. The last thing written is how it ended.
 */
import { existsSync } from 'node:fs';
import type { SandboxLimits } from '#contexts/operations/sandbox.ts';
import { endJob, identityOf, type JobProcesses } from './processes.ts';
import { closeInherited } from './sandbox/inherited.ts';
import { startJob, type StartedJob } from './start-job.ts';
import type { Ending, Launch } from './task-files.ts';
import { openTaskFolder, type TaskFolder } from './task-folder.ts';
import { isOverMemory } from './watch-memory.ts';

type Outcome = Pick<Ending, 'exitCode' | 'signal' | 'cause' | 'message'>;
type Stop = { cause: 'timed_out' | 'cancelled' | 'out_of_memory' | 'over_limit'; message?: string };

const TICK = 100;

async function supervise(folder: TaskFolder): Promise<void> {
  const launch = folder.launch();
  const startedAt = Date.now();
  if (launch === undefined) throw new Error('there is no launch.json');
  if (!folder.takeClaim({ by: 'supervisor', supervisor: identityOf(process.pid), at: startedAt })) return;
  const outcome = await runJob(folder, launch);
  folder.saveEnding({ ...outcome, startedAt, finishedAt: Date.now(), sizes: folder.sizes() });
}

async function runJob(folder: TaskFolder, launch: Launch): Promise<Outcome> {
  let started: StartedJob;
  try {
    started = await startJob(folder, launch);
  } catch (error) {
    return launchFailure(launch, error);
  }
  const { job, ended, isOverOutput } = started;
  const stopped = await stopWhenAsked(folder, launch, started);
  // What has taken all memory has none left to end well with.
  if (stopped !== undefined || launch.endLeftovers) await endJob(job, stopped?.cause === 'out_of_memory' ? 0 : launch.grace);
  const outcome = await ended;
  await started.clear();
  // It may have ended before the next look.
  const late = launch.confinement !== undefined && isOverOutput() ? overOutput(launch.confinement.limits) : undefined;
  return { ...outcome, ...late, ...stopped };
}

/** Resolves with undefined when the job ended by itself, else with why it has to be stopped. */
async function stopWhenAsked(folder: TaskFolder, launch: Launch, { job, ended, isOverOutput }: StartedJob): Promise<Stop | undefined> {
  const deadline = performance.now() + launch.timeout;
  let over = false;
  void ended.then(() => (over = true));
  for (;;) {
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, TICK))]);
    if (over) return undefined;
    if (folder.stopRequested()) return { cause: 'cancelled' };
    if (performance.now() >= deadline) return { cause: 'timed_out' };
    const reached = launch.confinement === undefined ? undefined : reachedBound(launch.confinement.limits, job, isOverOutput);
    if (reached !== undefined) return reached;
  }
}

/** R16. What the kernel does not see: all processes together, and what a pipe takes. */
function reachedBound({ memoryMegabytes, fileMegabytes }: SandboxLimits, job: JobProcesses, isOverOutput: () => boolean): Stop | undefined {
  if (isOverMemory(job, memoryMegabytes))
    return { cause: 'out_of_memory', message: `its processes together took more than ${memoryMegabytes} MB of memory` };
  return isOverOutput() ? overOutput({ fileMegabytes }) : undefined;
}

function overOutput({ fileMegabytes }: Pick<SandboxLimits, 'fileMegabytes'>): Stop {
  return { cause: 'over_limit', message: `it printed more than ${fileMegabytes} MB` };
}

function launchFailure(launch: Launch, error: unknown): Outcome {
  const reason = error instanceof Error ? error.message : String(error);
  const message = existsSync(launch.cwd) ? reason : `the working folder is missing: ${launch.cwd}`;
  return { exitCode: null, cause: 'launch_failed', message: message.slice(0, 1_000) };
}

// A service manager that stops everything at once tells the job itself; the supervisor stays to write down how it ended.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);
closeInherited();
await supervise(openTaskFolder(process.argv[2] ?? ''));
// A daemon left by a deployment must not hold this process.
process.exit(0);
