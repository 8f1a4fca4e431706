import { forgetDue } from '#products/rehearsal/app/forget-contributor.ts';
import { defineSweeper } from '#products/rehearsal/app/sweepers/define.ts';

/** Z4. */
export const personalData = defineSweeper({
  kind: 'due',
  order: 80,
  finds: 'requests that have been over for as long as personal data is kept',
  helps: 'forgets who sent them',
  look: forgetDue,
});
