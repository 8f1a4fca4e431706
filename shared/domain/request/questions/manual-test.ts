import { featureFields } from '#domain/intake/form/feature.ts';
import { lastRunOf } from '#domain/job/state.ts';
import { testClock } from '#domain/request/clock-names.ts';
import type { QuestionRule } from '#domain/request/questions/define.ts';

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
