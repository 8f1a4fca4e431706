import { lastRunOf } from '#contexts/plans/domain/job/state.ts';
import { isVerdictClockOf, promiseOf } from '#products/rehearsal/domain/clock-names.ts';
import type { QuestionRule } from '#products/rehearsal/kinds/questions/define.ts';

/** A1: asked for when all of the turn have ended (`verdicts_wanted`). */
export const verdict: QuestionRule = {
  label: 'Is it fully tested?',
  asked: ['admins'],
  pausesWithGates: true,
  clock(state, { step }) {
    const run = lastRunOf(state.jobs, step);
    return run === undefined ? undefined : state.clocks.findLast((clock) => isVerdictClockOf(clock, promiseOf(run)));
  },
  mailedLater: true,
  withoutExchanges: true,
};
