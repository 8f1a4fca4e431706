import { tellOfGoneBackends } from '#products/rehearsal/app/gone-backends.ts';
import { defineSweeper } from '#products/rehearsal/app/sweepers/define.ts';

/** Q3, B5. */
export const goneBackends = defineSweeper({
  kind: 'due',
  order: 40,
  finds: 'requests that wait for a backend that is no longer in the settings',
  helps: 'makes their turn a dead letter',
  look: tellOfGoneBackends,
});
