import type { Conversion } from '#kernel/store/conversion.ts';

/** Shape 2: a release is a process. What was planned and done about it is its state, which has versions. */
const asProcess: Conversion = ({ name, ...state }, id) => ({ name, commands: [], state: { id, version: 0, name, ...state } });

export const releaseConversions: readonly Conversion[] = [asProcess];
