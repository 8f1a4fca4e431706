import type { TransitionTable } from '#domain/transitions.ts';
import type { Clock } from '#domain/clock/state.ts';

export type ClockEvent = 'pause' | 'resume' | 'stop';

export const clockTransitions: TransitionTable<Clock['state'], ClockEvent> = {
  running: { pause: 'paused', stop: 'stopped' },
  paused: { resume: 'running', stop: 'stopped' },
  stopped: {},
};
