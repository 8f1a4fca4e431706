import type { ActionKind } from '#products/rehearsal/kinds/actions/define.ts';
import { queueUp } from '#products/rehearsal/domain/decide/queueing.ts';

/** D2. */
export const retry: ActionKind = {
  label: 'Deploy again',
  rank: 10,
  done: 'Ordered to deploy again',
  consequence: 'The request joins the queue again and keeps its age.',
  decide: { deployment: queueUp },
};
