import type { Clock } from '#domain/clock/state.ts';
import { clockTransitions } from '#domain/clock/transitions.ts';
import type { FactOf } from '#domain/request/facts.ts';
import { move } from '#domain/transitions.ts';

type ClockFact = FactOf<'clock_started' | 'clock_paused' | 'clock_resumed' | 'clock_stopped'>;

export function evolveClock(clocks: Clock[], fact: ClockFact): Clock[] {
  if (fact.fact === 'clock_started') {
    return [...clocks, { id: fact.clock, kind: fact.kind, startedAt: fact.at, state: 'running', dueAt: fact.dueAt }];
  }
  return clocks.map((clock) => (clock.id === fact.clock ? moveClock(clock, fact) : clock));
}

function moveClock(clock: Clock, fact: Exclude<ClockFact, { fact: 'clock_started' }>): Clock {
  const common = { id: clock.id, kind: clock.kind, startedAt: clock.startedAt };
  switch (fact.fact) {
    case 'clock_paused':
      move('clock', clockTransitions, clock.state, 'pause');
      return { ...common, state: 'paused', pausedAt: fact.at, remaining: fact.remaining };
    case 'clock_resumed':
      move('clock', clockTransitions, clock.state, 'resume');
      return { ...common, state: 'running', dueAt: fact.dueAt };
    case 'clock_stopped':
      move('clock', clockTransitions, clock.state, 'stop');
      return { ...common, state: 'stopped', stoppedAt: fact.at, dueAt: dueOf(clock, fact.at) };
  }
}

/** A clock that stops while paused had the rest of its time still to come. */
function dueOf(clock: Clock, at: number): number {
  return clock.state === 'paused' ? at + clock.remaining : clock.state === 'running' ? clock.dueAt : at;
}
