import { MINUTE, SECOND, type Duration, type Instant } from '#domain/time.ts';
import type { Effect } from '#domain/request/effects.ts';
import { observing, type Observing } from '#domain/run/observe.ts';
import { pollDelay } from '#domain/run/polling.ts';
import type { Run } from '#domain/run/state.ts';
import { orderOf } from '#application/find-run.ts';
import type { FoundRun } from '#domain/run/find.ts';
import { keepOutput } from '#application/keep-output.ts';
import { patience } from '#application/outbox.ts';
import type { Result, Work } from '#application/perform-effect.ts';
import type { Change } from '#application/requests.ts';
import type { System } from '#application/system.ts';
import type { EndSeen, JobExecutor, Lines, RunSeen } from '#ports/job-executor.ts';
import type { OutputStore } from '#ports/output-store.ts';

export interface PollTools {
  system: System;
  outputs: OutputStore;
}

type RunWork = Work<'run_job'>;
type Poll = Extract<Effect, { kind: 'run_job'; phase: 'poll' }>;
const by = { kind: 'system', part: 'runs' } as const;

/** A launched run that its executor does not know for so long will not turn up any more. */
const GONE_AFTER = 15 * MINUTE;
/** So long after a cancel no launch that began before it is still under way: the lease of an effect, and a grace. */
const SETTLED_AFTER = 10 * MINUTE;

/**
 * R5: asks an executor that brings no news by itself. What it sees becomes start_run, end_run or lose_run; until the end it asks again.
 * Delays are of the store's time, so that a faster clock (E4) asks more often.
 */
export async function pollRun(tools: PollTools, executor: JobExecutor, work: RunWork, found: FoundRun, poll: Poll): Promise<Result> {
  const { run } = found;
  const age = work.now - poll.launchedAt;
  const seen = await look(executor, work, found).catch((error: unknown) => unasked(tools, run, error));
  if (seen === undefined) return { result: 'done' };
  if (seen.seen === 'ended') return end(tools, work, found, work.now >= poll.stopAt ? stoppedByUs(seen, run) : seen);
  if (seen.seen === 'missing' && age > patience(tools.system, GONE_AFTER)) return lose(tools, work, 'the executor knows nothing of it');
  if (seen.seen === 'unknown') tools.system.log('WARNING', 'unknown state of a run', { run: run.id, state: seen.what.slice(0, 80) });
  if (seen.seen === 'under_way' && (work.now >= poll.stopAt || run.cancelling !== undefined))
    await executor.cancel(orderOf(work.state, found));
  return again(pollDelay(age), startCommand(work, run, seen));
}

/** R10, second phase: goes on asking until the executor confirms. `gone`: there is nothing left that could be stopped, or come. */
export async function followCancel(
  tools: PollTools,
  executor: JobExecutor,
  work: RunWork,
  found: FoundRun,
  asked: 'asked' | 'not_there',
): Promise<Result | 'gone'> {
  const since = work.now - (found.run.cancelling?.at ?? work.now);
  if (asked === 'not_there') return since > patience(tools.system, SETTLED_AFTER) ? 'gone' : again(15 * SECOND);
  const seen = await look(executor, work, found);
  if (seen === undefined) return { result: 'done' };
  return seen.seen === 'ended' ? end(tools, work, found, seen) : again(pollDelay(since));
}

/** R4: the alarm of a run that is given up. One that might still run where we cannot see it is asked to stop; that it cannot be reached changes nothing. */
export async function stopLost({ system }: PollTools, executor: JobExecutor, work: RunWork, found: FoundRun): Promise<void> {
  system.log('ERROR', 'run lost', { run: found.run.id, requestId: work.requestId });
  if (executor.look === undefined) return;
  await executor.cancel(orderOf(work.state, found)).catch(() => undefined);
}

async function look(executor: JobExecutor, { state }: RunWork, found: FoundRun): Promise<RunSeen | undefined> {
  return executor.look?.(orderOf(state, found));
}

/** Asking goes on however long the executor cannot be reached: the watch is what ends it. */
function unasked({ system }: PollTools, run: Run, error: unknown): RunSeen {
  system.log('WARNING', 'executor cannot be asked', { run: run.id, cause: String(error).slice(0, 300) });
  return { seen: 'unknown', what: 'it cannot be asked' };
}

function again(after: Duration, command?: (at: Instant) => Change): Result {
  return { result: 'again', after, ...(command === undefined ? {} : { command }) };
}

function startCommand({ key }: RunWork, run: Run, seen: RunSeen): ((at: Instant) => Change) | undefined {
  const runs = seen.seen === 'under_way' && (seen.state === 'executing' || seen.state === 'finalizing');
  if (!runs || (run.state !== 'pending' && run.state !== 'preparing')) return undefined;
  return (at) => ({ id: `${key}:start`, at, by, command: 'start_run', run: run.id, fencing: run.fencing });
}

/** A run that was stopped at its time limit, and by nobody's wish, has timed out. */
function stoppedByUs(seen: EndSeen, run: Run): EndSeen {
  return seen.cause === 'cancelled' && run.cancelling === undefined ? { ...seen, cause: 'timed_out' } : seen;
}

/** The output is kept before its end is on the record. */
async function end({ outputs, system }: PollTools, { key }: RunWork, { job, run }: FoundRun, seen: EndSeen): Promise<Result> {
  const { cause, exitCode, observable, details, messages = [] } = seen;
  const judging = observing(job.ask.expectedOutput);
  const [own, limits] = [{ runId: run.id }, system.rules.output];
  const stdout = await keepOutput(outputs, { ...own, stream: 'stdout', limits }, seen.stdout, (line) => judging.stdout(line));
  const stderr = await keepOutput(outputs, { ...own, stream: 'stderr', limits }, withMessages(seen.stderr, messages, judging));
  if (stdout.cut || stderr.cut) judging.cut();
  const chunks = { stdout: stdout.chunks, stderr: stderr.chunks };
  const observed = judging.end();
  const ending = { cause, exitCode, chunks, stdout: [], stderr: [], observed, observable, ...(details === undefined ? {} : { details }) };
  return { result: 'done', command: (at) => ({ id: `${key}:end`, at, by, command: 'end_run', run: run.id, fencing: run.fencing, ending }) };
}

/** What is kept as stderr: the job's lines, each judged as such, and then what the service said, which is judged message by message. */
async function* withMessages(stderr: Lines, messages: readonly string[], judging: Observing): AsyncGenerator<readonly string[]> {
  for await (const piece of Symbol.asyncIterator in stderr ? stderr : [stderr]) {
    for (const line of piece) judging.stderr(line);
    yield piece;
  }
  for (const message of messages) {
    judging.message(message);
    yield message.split('\n');
  }
}

function lose({ system }: PollTools, { key, effect, requestId }: RunWork, why: string): Result {
  system.log('ERROR', 'run lost', { run: effect.run, requestId });
  return { result: 'done', command: (at) => ({ id: `${key}:lose`, at, by, command: 'lose_run', run: effect.run, why }) };
}
