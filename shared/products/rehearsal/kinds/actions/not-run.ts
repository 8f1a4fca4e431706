import type { ActionKind } from '#products/rehearsal/kinds/actions/define.ts';
import { answerProduction } from '#products/rehearsal/domain/decide/production.ts';

/** A9. */
export const notRun: ActionKind = {
  label: 'It was not run',
  rank: 30,
  needs: 'Why was it not run?',
  done: 'Recorded as not run in production',
  consequence: 'Your report and its reason are kept with the evidence. You can report again later; both reports stay on the record.',
  fields: [{ kind: 'jobs', chosen: 'untold' }],
  decide: { production: (deciding, answering) => answerProduction(deciding, answering, 'not_run') },
};
