import type { FlagKind } from '#contexts/backends/kinds/flags/define.ts';

/** B2. Up as long as a drain lasts. Raised so that it waits, it stops nothing. */
export const draining: FlagKind = {
  label: 'being drained',
  byHand: false,
  code: 'draining',
  blocks: 'all',
  interrupts: { what: 'all', reason: 'drain' },
};
