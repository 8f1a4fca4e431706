import type { ActionKind } from '#products/rehearsal/kinds/actions/define.ts';
import { waiveGates } from '#products/rehearsal/domain/decide/waive.ts';

/** G7. */
export const waive: ActionKind = {
  label: 'Waive',
  rank: 10,
  needs: 'Why may this gate be passed over?',
  done: 'Waived',
  consequence:
    'The gates that you choose are passed over, and the request goes on. Your reason stays on the record. It covers what you see here, at this commit and base: another failure opens the gate again.',
  fields: [{ kind: 'gates' }],
  decide: { gates: waiveGates },
};
