import type { FlagKind } from '#contexts/backends/kinds/flags/define.ts';

/** B2. By hand: nothing new starts; what runs goes on, and cancels still work. */
export const pause: FlagKind = { label: 'paused', byHand: true, code: 'paused', blocks: 'all' };
