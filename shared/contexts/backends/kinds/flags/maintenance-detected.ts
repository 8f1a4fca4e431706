import type { FlagKind } from '#contexts/backends/kinds/flags/define.ts';

/** B8. Found by a probe, and taken back by one; it counts beside what operators say, and never instead of it. */
export const maintenanceDetected: FlagKind = {
  label: 'found to be in maintenance',
  byHand: false,
  isFound: true,
  code: 'maintenance',
  blocks: 'database',
  interrupts: { what: 'database', reason: 'maintenance' },
};
