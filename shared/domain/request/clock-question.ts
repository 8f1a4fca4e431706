import type { Clock } from '#domain/clock/state.ts';
import { lastRun } from '#domain/job/state.ts';
import { wordOf } from '#domain/job/word.ts';
import { isVerdictClockOf, isWordClockOf, promiseOf, testClock } from '#domain/request/clock-names.ts';
import { coveredBy, type Question } from '#domain/request/questions.ts';
import type { RequestState } from '#domain/request/state.ts';

type Promised = Pick<RequestState, 'questions' | 'clocks' | 'jobs'>;

/** S1: the clock by which this question is to be answered; undefined when none was started for it. Clocks are named after what they promise. */
export function clockOf(state: Promised, question: Question): Clock | undefined {
  switch (question.kind) {
    case 'review':
      return state.clocks.findLast(({ kind }) => kind === 'review');
    case 'gates':
      return state.clocks.findLast(({ kind, state: is }) => kind === 'gates' && is !== 'stopped');
    case 'verdict':
    case 'manual_test': {
      const job = state.jobs.find(({ step }) => step === question.step);
      const run = job === undefined ? undefined : lastRun(job);
      if (run === undefined) return undefined;
      const isVerdict = question.kind === 'verdict';
      return state.clocks.findLast((clock) => (isVerdict ? isVerdictClockOf(clock, promiseOf(run)) : clock.id === testClock(run.id)));
    }
    case 'word':
    case 'word_waiver': {
      const audit = state.jobs.find(({ step }) => step === question.step);
      const run = audit === undefined ? undefined : wordOf(audit)?.run;
      return run === undefined ? undefined : state.clocks.findLast((clock) => isWordClockOf(clock, run));
    }
    case 'verdicts':
      return coveredBy(state.questions, question)
        .filter((one) => one.state === 'open')
        .map((one) => clockOf(state, one))
        .find((clock) => clock !== undefined);
    default:
      return undefined;
  }
}

/** The open questions whose answers a clock promises, those that are put together as one. */
export function questionsOf(state: Promised, clock: string): Question[] {
  const open = state.questions.filter((question) => question.state === 'open' && clockOf(state, question)?.id === clock);
  const covered = new Set(open.flatMap(({ covers = [] }) => covers));
  return open.filter(({ id }) => !covered.has(id));
}
