import { watchAll } from '#products/rehearsal/app/alarms/watch.ts';
import { defineSweeper } from '#products/rehearsal/app/sweepers/define.ts';

/** B9, N1. */
export const alarms = defineSweeper({
  kind: 'wrong',
  order: 100,
  finds: 'agents that are silent, data that is not sane, and mails that are refused',
  helps: 'tells every admin when it begins, and when it is over',
  look: watchAll,
});
