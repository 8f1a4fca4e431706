import type { Clock } from '#domain/clock/state.ts';
import type { Instant } from '#domain/time.ts';
import { lastRun } from '#domain/job/state.ts';
import type { Question } from '#domain/request/questions.ts';
import type { RequestState } from '#domain/request/state.ts';

/** S1: by when this question is to be answered; undefined when no clock runs for it. */
export function dueOf(state: RequestState, question: Question): Instant | undefined {
  switch (question.kind) {
    case 'review':
      return running(state, ({ kind }) => kind === 'review');
    case 'verdict':
    case 'manual_test': {
      const job = state.jobs.find(({ step }) => step === question.step);
      const run = job === undefined ? undefined : lastRun(job)?.id;
      return run === undefined
        ? undefined
        : running(state, ({ id }) => clockNames(run).some((name) => id === name || id.startsWith(`${name}:`)));
    }
    default:
      return undefined;
  }
}

/** The next promise to fall due, of all that run. */
export function nextDue(state: RequestState): Instant | undefined {
  return running(state, () => true);
}

/** Clocks are named after what they promise: see the room of clocks. */
function clockNames(run: string): string[] {
  return [`verdict:${run}`, `test:${run}`];
}

function running(state: RequestState, which: (clock: Clock) => boolean): Instant | undefined {
  const dues = state.clocks.flatMap((clock) => (clock.state === 'running' && which(clock) ? [clock.dueAt] : []));
  return dues.length === 0 ? undefined : Math.min(...dues);
}
