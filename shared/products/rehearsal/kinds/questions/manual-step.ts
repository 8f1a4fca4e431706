import { instructionsOf } from '#products/rehearsal/domain/rules.ts';
import type { QuestionRule } from '#products/rehearsal/kinds/questions/define.ts';

/** D2. */
export const manualStep: QuestionRule = {
  label: 'Was this deployment step done?',
  asked: ['testers'],
  toDo({ turn, backend }, { step }, rules) {
    const text = step === undefined ? undefined : instructionsOf(rules, turn?.backend ?? backend, step);
    return text === undefined ? undefined : { heading: 'What to do', text };
  },
};
