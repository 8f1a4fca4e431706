import type { FlagKind } from '#contexts/backends/kinds/flags/define.ts';

/** B8. Found by a probe, and taken back by one: what is computed of its data may be wrong. It is told, and admins are called; whether work goes on there is theirs to say. */
export const dataUnsound: FlagKind = { label: 'found to have unsound data', byHand: false, isFound: true };
