import { keepRevisions } from '#contexts/calendar/app/keep-revisions.ts';
import { defineSweeper } from '#products/rehearsal/app/sweepers/define.ts';

/** N7. */
export const revisions = defineSweeper({
  kind: 'due',
  order: 50,
  finds: 'a calendar that is not as its readers were told',
  helps: 'numbers the change, so that they see it',
  look: async (system) => Number(await keepRevisions(system)),
});
