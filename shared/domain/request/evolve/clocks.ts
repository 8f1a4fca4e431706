import { leftInRest, type Clock } from '#domain/clock/state.ts';
import { clockTransitions } from '#domain/clock/transitions.ts';
import type { Fact, FactOf } from '#domain/request/facts.ts';
import { move } from '#domain/transitions.ts';

export type ClockFact = FactOf<'clock_started' | 'clock_paused' | 'clock_resumed' | 'clock_reminded' | 'clock_breached' | 'clock_stopped'>;

const clockFacts: Record<ClockFact['fact'], true> = {
  clock_started: true,
  clock_paused: true,
  clock_resumed: true,
  clock_reminded: true,
  clock_breached: true,
  clock_stopped: true,
};

export function isClockFact(fact: Fact): fact is ClockFact {
  return Object.hasOwn(clockFacts, fact.fact);
}

export function evolveClock(clocks: Clock[], fact: ClockFact): Clock[] {
  if (fact.fact === 'clock_started') {
    const promised = fact.promised === undefined ? {} : { promised: fact.promised };
    const runs = fact.runs === undefined ? {} : { runs: fact.runs };
    return [...clocks, { id: fact.clock, kind: fact.kind, ...runs, startedAt: fact.at, ...promised, state: 'running', dueAt: fact.dueAt }];
  }
  return clocks.map((clock) => (clock.id === fact.clock ? moveClock(clock, fact) : clock));
}

function moveClock(clock: Clock, fact: Exclude<ClockFact, { fact: 'clock_started' }>): Clock {
  const common = commonOf(clock);
  switch (fact.fact) {
    case 'clock_paused':
      move('clock', clockTransitions, clock.state, 'pause');
      return { ...common, state: 'paused', pausedAt: fact.at, remaining: fact.remaining };
    case 'clock_resumed':
      return resumed(clock, fact);
    case 'clock_reminded':
    case 'clock_breached': {
      const breached = fact.fact === 'clock_breached' ? { breachedAt: fact.at } : {};
      return { ...clock, rung: fact.rung, ...breached, ...(fact.askedNext === undefined ? {} : { askedNext: fact.askedNext }) };
    }
    case 'clock_stopped': {
      move('clock', clockTransitions, clock.state, 'stop');
      const left = fact.left === undefined ? {} : { left: fact.left };
      const by = fact.answeredBy === undefined ? {} : { answeredBy: fact.answeredBy };
      return { ...common, state: 'stopped', stoppedAt: fact.at, dueAt: dueOf(clock, fact.at), ...left, ...by };
    }
  }
}

/** What it has whatever its state. */
function commonOf({ id, kind, runs, startedAt, promised, rung, breachedAt, askedNext }: Clock): Omit<Clock, 'state'> {
  return {
    id,
    kind,
    ...(runs === undefined ? {} : { runs }),
    startedAt,
    ...(promised === undefined ? {} : { promised }),
    ...(rung === undefined ? {} : { rung }),
    ...(breachedAt === undefined ? {} : { breachedAt }),
    ...(askedNext === undefined ? {} : { askedNext }),
  };
}

/** It goes on with what was left of it. */
function resumed(clock: Clock, { at, dueAt }: FactOf<'clock_resumed'>): Clock {
  move('clock', clockTransitions, clock.state, 'resume');
  const since = at === undefined || clock.state === 'running' ? {} : { resumedAt: at, left: leftInRest(clock) };
  return { ...commonOf(clock), state: 'running', dueAt, ...since };
}

/** A clock that stops while paused had the rest of its time still to come. */
function dueOf(clock: Clock, at: number): number {
  return clock.state === 'paused' ? at + clock.remaining : clock.state === 'running' ? clock.dueAt : at;
}
