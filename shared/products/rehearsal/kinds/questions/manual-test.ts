import { featureFields } from '#contexts/intake/domain/form/feature.ts';
import { lastRunOf } from '#contexts/plans/domain/job/state.ts';
import { testClock } from '#products/rehearsal/domain/clock-names.ts';
import type { QuestionRule } from '#products/rehearsal/kinds/questions/define.ts';

/** A2. */
export const manualTest: QuestionRule = {
  label: 'Did the test by hand pass?',
  asked: ['testers'],
  clock(state, { step }) {
    const run = lastRunOf(state.jobs, step);
    return run === undefined ? undefined : state.clocks.findLast(({ id }) => id === testClock(run.id));
  },
  toDo({ submission: { feature } }) {
    return feature === undefined ? undefined : { heading: featureFields.testSteps.label, text: feature.testSteps };
  },
};
