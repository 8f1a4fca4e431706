import type { FlagKind } from '#contexts/backends/kinds/flags/define.ts';

/** B2. By hand: the database cannot be used. No probe takes it back. */
export const maintenance: FlagKind = {
  label: 'in maintenance',
  byHand: true,
  code: 'maintenance',
  blocks: 'database',
  interrupts: { what: 'database', reason: 'maintenance' },
};
