import { expireTokens } from '#contexts/access/app/expire-tokens.ts';
import { kernelOf } from '#products/rehearsal/app/machine.ts';
import { tellTokenEnds } from '#products/rehearsal/app/tell-token-ends.ts';
import { defineSweeper } from '#products/rehearsal/app/sweepers/define.ts';

/** B10. Where none ends soon it costs one look. */
export const tokens = defineSweeper({
  kind: 'due',
  order: 85,
  finds: 'tokens that have expired: they open nothing from that instant on; and those that will within 14 days, and within 2',
  helps: 'puts it on their timeline; tells whose they are, or who made them, once each time',
  async look(system, sweep) {
    const { told, isOver } = await tellTokenEnds(system);
    return isOver ? told + (await expireTokens(kernelOf(system), system, sweep)) : told;
  },
});
