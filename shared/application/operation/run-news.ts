import { MINUTE, SECOND, type Duration } from '#kernel/time.ts';
import type { Effect } from '#domain/request/effects.ts';
import { pollDelay } from '#domain/run/polling.ts';
import type { Run } from '#domain/run/state.ts';
import type { Driven, News } from '#application/operation/follow.ts';
import { keepEnd } from '#application/operation/keep-end.ts';
import type { RunAtHand } from '#application/operation/run-at-hand.ts';
import { again, type Make, type Said } from '#application/operation/results.ts';
import { orderOf } from '#application/find-run.ts';
import { patience } from '#application/outbox.ts';
import type { Result } from '#application/perform-effect.ts';
import type { JobEnd, JobOrder } from '#ports/executor.ts';

type Poll = Extract<Effect, { kind: 'run_job'; phase: 'poll' }>;

const by = { kind: 'system', part: 'runs' } as const;

/** A launched run that its executor does not know for so long will not turn up any more. */
const GONE_AFTER = 15 * MINUTE;
/** So long after a cancel no launch that began before it is still under way: the lease of an effect, and a grace. */
const SETTLED_AFTER = 10 * MINUTE;

export function drivenRun(at: RunAtHand, news: News<JobEnd>): Driven<JobOrder, JobEnd> {
  return { log: at.system.log, executor: at.executor, order: orderOf(at.work.state, at.found), news };
}

/** What can be heard in any phase. Runs start, end, or are lost; whoever brings no news is asked again. */
function usual(at: RunAtHand, next: () => Result): News<JobEnd> {
  return {
    adopted: () => said(at, '', (run) => ({ command: 'record_launch', run: run.id })),
    refused: (why) => neverStarted(at, 'launch_failed', why),
    ended: (end) => keepEnd(at, end),
    underWay: next,
    missing: next,
    unknown: next,
    unasked: next,
    untold: () => ({ result: 'done' }),
  };
}

export function newsOfLaunch(at: RunAtHand): News<JobEnd> {
  return usual(at, () => ({ result: 'done' }));
}

/** Delays are of the store's time, so that a faster clock (E4) asks more often. */
export function newsOfPoll(at: RunAtHand, poll: Poll): News<JobEnd> {
  const { work, found, system } = at;
  const age = work.now - poll.launchedAt;
  const next = (): Result => again(pollDelay(age));
  return {
    ...usual(at, next),
    ended: (end) => keepEnd(at, work.now >= poll.stopAt ? stoppedByUs(end, found.run) : end),
    underWay: (state) => again(pollDelay(age), state === 'executing' || state === 'finalizing' ? startCommand(at) : undefined),
    missing: () => (age > patience(system, GONE_AFTER) ? lose(at, 'the executor knows nothing of it', 'lose') : next()),
  };
}

/** R10, second phase: goes on asking until the executor confirms. */
export function newsOfCancel(at: RunAtHand): News<JobEnd> {
  return usual(at, () => again(pollDelay(sinceCancel(at))));
}

/** Nothing of it is to be seen: by now, nothing is left that could be stopped, or come. */
export function cancelOfNothing(at: RunAtHand): Result {
  return sinceCancel(at) > patience(at.system, SETTLED_AFTER) ? confirmCancel(at) : again(15 * SECOND);
}

export function confirmCancel(at: RunAtHand): Result {
  return said(at, '', (run) => ({ command: 'cancel_confirmed', run: run.id }));
}

/** R4: the alarm of a run that is given up. */
export function lose(at: RunAtHand, why: string, part = ''): Result {
  at.system.log('ERROR', 'run lost', { run: at.found.run.id, requestId: at.work.requestId });
  return said(at, part, (run) => ({ command: 'lose_run', run: run.id, why }));
}

/** Why nothing ran. */
export function neverStarted(at: RunAtHand, cause: 'launch_failed' | 'wrong_version' | 'never_here', why: string): Result {
  const ending = { cause, exitCode: null, chunks: { stdout: 0, stderr: 0 }, stdout: [], stderr: [why], observable: true };
  return said(at, '', ({ id: run, fencing }) => ({ command: 'end_run', run, fencing, ending }));
}

/** R4, R10: asks one to stop that might still run where nobody sees it. That it cannot be reached changes nothing. */
export async function stopLost({ executor, work, found }: RunAtHand): Promise<void> {
  if (executor.look !== undefined) await executor.stop(orderOf(work.state, found)).catch(() => undefined);
}

function sinceCancel({ work, found }: RunAtHand): Duration {
  return work.now - (found.run.cancelling?.at ?? work.now);
}

function startCommand({ work: { key }, found: { run } }: RunAtHand): Make | undefined {
  if (run.state !== 'pending' && run.state !== 'preparing') return undefined;
  return (at) => ({ id: `${key}:start`, at, by, command: 'start_run', run: run.id, fencing: run.fencing });
}

/** A run that was stopped at its time limit, and by nobody's wish, has timed out. */
function stoppedByUs(end: JobEnd, run: Run): JobEnd {
  return end.cause === 'cancelled' && run.cancelling === undefined ? { ...end, cause: 'timed_out' } : end;
}

/** The effect is done, and says this. `part` tells it from what else the effect says. */
function said({ work: { key }, found: { run } }: RunAtHand, part: string, make: (run: Run) => Said): Result {
  const id = part === '' ? key : `${key}:${part}`;
  return { result: 'done', command: (at) => ({ id, at, by, ...make(run) }) };
}
