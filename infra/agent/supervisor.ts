/**
 * `node supervisor.ts <task folder>`: runs one job and outlives the agent. Output goes straight into files, so that
 * nothing is lost when agent or supervisor die; the last thing written is how it ended.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, openSync } from 'node:fs';
import { endJob, identityOf } from './processes.ts';
import type { Ending, Launch } from './task-files.ts';
import { openTaskFolder, type TaskFolder } from './task-folder.ts';

type Outcome = Pick<Ending, 'exitCode' | 'signal' | 'cause' | 'message'>;

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
  let child: ChildProcess;
  try {
    child = startProcess(folder, launch);
  } catch (error) {
    return launchFailure(launch, error);
  }
  if (child.pid === undefined) {
    return launchFailure(launch, await new Promise((resolve) => child.once('error', resolve)));
  }
  const leader = identityOf(child.pid);
  const ended = new Promise<Outcome>((resolve) => {
    child.once('exit', (exitCode, signal) => resolve({ exitCode, cause: 'exited', ...(signal === null ? {} : { signal }) }));
  });
  folder.saveLeader(leader);
  const job = { leader, mark: launch.mark };
  const stopped = await stopWhenAsked(folder, launch, ended);
  if (stopped !== undefined || launch.endLeftovers) await endJob(job, launch.grace);
  const outcome = await ended;
  return stopped === undefined ? outcome : { ...outcome, cause: stopped };
}

function startProcess(folder: TaskFolder, launch: Launch): ChildProcess {
  const [program = '', ...args] = launch.command;
  const stdout = openSync(folder.outputPath('stdout'), 'a', 0o600);
  const stderr = openSync(folder.outputPath('stderr'), 'a', 0o600);
  return spawn(program, args, { cwd: launch.cwd, env: launch.env, stdio: ['ignore', stdout, stderr], detached: true });
}

/** Resolves with undefined when the job ended by itself, else with why it has to be stopped. */
async function stopWhenAsked(folder: TaskFolder, launch: Launch, ended: Promise<unknown>): Promise<'timed_out' | 'cancelled' | undefined> {
  const deadline = performance.now() + launch.timeout;
  let over = false;
  void ended.then(() => (over = true));
  for (;;) {
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, TICK))]);
    if (over) return undefined;
    if (folder.stopRequested()) return 'cancelled';
    if (performance.now() >= deadline) return 'timed_out';
  }
}

function launchFailure(launch: Launch, error: unknown): Outcome {
  const reason = error instanceof Error ? error.message : String(error);
  const message = existsSync(launch.cwd) ? reason : `the working folder is missing: ${launch.cwd}`;
  return { exitCode: null, cause: 'launch_failed', message: message.slice(0, 1_000) };
}

// A service manager that stops everything at once tells the job itself; the supervisor stays to write down how it ended.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);
await supervise(openTaskFolder(process.argv[2] ?? ''));
// A daemon left by a deployment must not hold this process.
process.exit(0);
