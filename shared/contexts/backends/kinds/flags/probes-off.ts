import type { FlagKind } from '#contexts/backends/kinds/flags/define.ts';

/** B8. By hand: its probes are not asked, so that nobody sees a maintenance begin, or end. */
export const probesOff: FlagKind = { label: 'not probed', byHand: false, endsProbes: true };
