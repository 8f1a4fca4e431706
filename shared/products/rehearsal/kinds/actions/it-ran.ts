import type { ActionKind } from '#products/rehearsal/kinds/actions/define.ts';
import { answerProduction } from '#products/rehearsal/domain/decide/production.ts';

/** A9. */
export const itRan: ActionKind = {
  label: 'It ran',
  rank: 10,
  done: 'Recorded as run in production',
  consequence: 'Your report is kept with the evidence. You can report again later; both reports stay on the record.',
  fields: [{ kind: 'jobs', chosen: 'untold' }],
  decide: { production: (deciding, answering) => answerProduction(deciding, answering, 'run') },
};
