import type { ActionKind } from '#products/rehearsal/kinds/actions/define.ts';
import { overrideFreeze } from '#products/rehearsal/domain/decide/freeze.ts';

/** C8. */
export const override: ActionKind = {
  label: 'Start all the same',
  rank: 10,
  needs: 'Why must it start in spite of the freeze?',
  done: 'Freeze overridden',
  consequence: 'The request gets its turn as soon as the backend is free, even during the freeze. Your reason stays on the record.',
  decide: { freeze: overrideFreeze },
};
