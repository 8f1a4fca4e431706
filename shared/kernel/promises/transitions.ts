import type { TransitionTable } from '#kernel/transitions.ts';
import type { Clock } from '#kernel/promises/state.ts';

export type ClockEvent = 'pause' | 'resume' | 'stop';

/** A stopped clock goes on only when the answer that stopped it is undone (A5). */
export const clockTransitions: TransitionTable<Clock['state'], ClockEvent> = {
  running: { pause: 'paused', stop: 'stopped' },
  paused: { resume: 'running', stop: 'stopped' },
  stopped: { resume: 'running' },
};
