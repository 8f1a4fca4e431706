import type { Conversion } from '#kernel/store/conversion.ts';

/** Shape 2: a backend is a process. It has versions, the pause is one flag of several, and when its agent was heard is no part of its state. */
const asProcess: Conversion = ({ state, ...rest }) => {
  const { paused, lastSeenAt, ...kept } = state as { paused?: object; lastSeenAt?: number };
  return {
    ...rest,
    commands: [],
    ...(lastSeenAt === undefined ? {} : { lastSeenAt }),
    state: { ...kept, version: 0, flags: paused === undefined ? {} : { pause: paused } },
  };
};

export const backendConversions: readonly Conversion[] = [asProcess];
