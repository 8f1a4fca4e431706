import { largest } from '#kernel/lists.ts';
import { hasPassed, type Job } from '#contexts/plans/domain/job/state.ts';
import { isClosed, type Lifecycle } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { Questioned } from '#products/rehearsal/domain/parts/questioned.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import type { Duration, Instant } from '#kernel/time.ts';

/** What the estimate stands on. */
export interface Prospects {
  now: Instant;
  /** When its turn is expected to begin, if it waits for one or has it; else when the queue's end would be served. */
  turnFrom: Instant;
  /** How long a turn on its backend usually takes. */
  turn: Duration;
  /** S1. How long people may take for an answer. */
  answerWithin: Duration;
}

/**
 * C7. `likely`: when it is fully tested if people answer in half of the time that they have; `latest`: if they take all of it.
 * `late`: it will likely miss the cutoff. `close`: it makes it only if people answer early.
 */
export interface Forecast {
  likely: Instant;
  latest: Instant;
  chance: 'fine' | 'close' | 'late';
}

/** C7: whether an open request will be approved before the cutoff, by the queue and past durations. Undefined once it is decided. Pure. */
export function willMakeIt(state: Tested & Questioned & Lifecycle, cutoff: Instant, prospects: Prospects): Forecast | undefined {
  if (isClosed(state)) return undefined;
  const likely = testedAt(state, prospects, 0.5);
  const latest = testedAt(state, prospects, 1);
  return { likely, latest, chance: likely >= cutoff ? 'late' : latest >= cutoff ? 'close' : 'fine' };
}

/** `patience`: the share of their time that people take for each answer. */
function testedAt(state: Tested & Questioned & Lifecycle, { now, turnFrom, turn, answerWithin }: Prospects, patience: number): Instant {
  const answer = answerWithin * patience;
  const asked = dueOf(state);
  const open = asked === undefined ? now + answer : Math.max(now, now + (asked - now) * patience);
  const stages = stagesLeft(state.jobs);
  const further = Math.max(0, stages - 1) * (turn + answer);
  switch (state.status) {
    case 'waiting_for_confirmation':
    case 'waiting_for_gates':
    case 'returned':
      // The contributor acts first, and then an admin.
      return Math.max(now + 2 * answer, turnFrom) + turn + answer + further;
    case 'in_review':
      return Math.max(open, turnFrom) + turn + answer + further;
    case 'queued':
    case 'deploying':
    case 'running':
      return Math.max(now, turnFrom + turn) + answer + further;
    case 'deployment_failed':
      return Math.max(now + answer, turnFrom) + turn + answer + further;
    case 'on_hold':
    case 'awaiting_verdict':
      return stages === 0 ? open : Math.max(open, turnFrom) + turn + answer + further;
    case 'approved':
    case 'completed':
    case 'rejected':
    case 'withdrawn':
      return now;
  }
}

/** The last promise that runs: all of them must be kept. */
function dueOf({ clocks }: Questioned): Instant | undefined {
  const dues = clocks.flatMap((clock) => (clock.state === 'running' ? [clock.dueAt] : []));
  return dues.length === 0 ? undefined : largest(Number.NEGATIVE_INFINITY, dues);
}

/** Turns that are still needed: an audit's verdict stands between it and what needs it (Q4). */
function stagesLeft(jobs: readonly Job[]): number {
  const memo = new Map<string, number>();
  const depth = (job: Job): number => {
    const known = memo.get(job.step);
    if (known !== undefined) return known;
    memo.set(job.step, 0);
    const before = jobs.filter(({ step }) => job.ask.needs.includes(step));
    // A job that ran waits for its verdict only, and one that passed for nothing.
    const needed = before.map((one) => depth(one) + (one.ask.role === 'audit' && !hasPassed(one) && !isRun(one) ? 1 : 0));
    const stage = isRun(job) ? 0 : largest(1, needed);
    memo.set(job.step, stage);
    return stage;
  };
  return largest(0, jobs.map(depth));
}

function isRun(job: Job): boolean {
  return job.state === 'awaiting_verdict' || job.state === 'approved' || job.state === 'invalid_data_found';
}
