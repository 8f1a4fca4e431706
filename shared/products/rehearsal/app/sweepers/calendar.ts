import { planCalendar } from '#products/rehearsal/app/calendar/plan.ts';
import { defineSweeper } from '#products/rehearsal/app/sweepers/define.ts';

/** C3, C4, C6. */
export const calendar = defineSweeper({
  kind: 'due',
  order: 20,
  finds: 'rows of the calendar that are new or were moved, and requests that came late to a cutoff',
  helps: 'plans their warnings and their cutoff',
  look: planCalendar,
});
