import { expireTokens } from '#contexts/access/app/expire-tokens.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { defineSweeper } from '#products/rehearsal/app/sweepers/define.ts';

/** B10. */
export const tokens = defineSweeper({
  kind: 'due',
  order: 85,
  finds: 'tokens that have expired: they open nothing from that instant on',
  helps: 'puts it on their timeline',
  look: (system, sweep) => expireTokens(kernelOf(system), system, sweep),
});
