import type { Clock } from '#domain/clock/state.ts';
import { lastRun } from '#domain/job/state.ts';
import { isVerdictClockOf, testClock } from '#domain/request/clock-names.ts';
import type { Question } from '#domain/request/questions.ts';
import type { RequestState } from '#domain/request/state.ts';

/** S1: the clock by which this question is to be answered; undefined when none was started for it. Clocks are named after what they promise. */
export function clockOf(state: RequestState, question: Question): Clock | undefined {
  switch (question.kind) {
    case 'review':
      return state.clocks.findLast(({ kind }) => kind === 'review');
    case 'verdict':
    case 'manual_test': {
      const job = state.jobs.find(({ step }) => step === question.step);
      const run = job === undefined ? undefined : lastRun(job)?.id;
      return run === undefined ? undefined : state.clocks.findLast((clock) => clock.id === testClock(run) || isVerdictClockOf(clock, run));
    }
    default:
      return undefined;
  }
}

/** The open question whose answer a clock promises. */
export function questionOf(state: RequestState, clock: string): Question | undefined {
  return state.questions.find((question) => question.state === 'open' && clockOf(state, question)?.id === clock);
}
