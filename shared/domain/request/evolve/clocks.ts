import { leftInRest, type Clock } from '#domain/clock/state.ts';
import { clockTransitions } from '#domain/clock/transitions.ts';
import type { FactOf } from '#domain/request/facts.ts';
import type { RequestState } from '#domain/request/state.ts';
import { move } from '#domain/transitions.ts';

/** The rule for one clock, applied to the one that the fact names. */
export function withClock<F extends { clock: string }>(over: (clock: Clock, fact: F) => Clock) {
  return (state: RequestState, fact: F): RequestState => ({
    ...state,
    clocks: state.clocks.map((clock) => (clock.id === fact.clock ? over(clock, fact) : clock)),
  });
}

export function started(fact: FactOf<'clock_started'>): Clock {
  const promised = fact.promised === undefined ? {} : { promised: fact.promised };
  const runs = fact.runs === undefined ? {} : { runs: fact.runs };
  return { id: fact.clock, kind: fact.kind, ...runs, startedAt: fact.at, ...promised, state: 'running', dueAt: fact.dueAt };
}

export function paused(clock: Clock, { at, remaining }: FactOf<'clock_paused'>): Clock {
  move('clock', clockTransitions, clock.state, 'pause');
  return { ...commonOf(clock), state: 'paused', pausedAt: at, remaining };
}

/** It goes on with what was left of it. */
export function resumed(clock: Clock, { at, dueAt }: FactOf<'clock_resumed'>): Clock {
  move('clock', clockTransitions, clock.state, 'resume');
  const since = at === undefined || clock.state === 'running' ? {} : { resumedAt: at, left: leftInRest(clock) };
  return { ...commonOf(clock), state: 'running', dueAt, ...since };
}

export function climbed(
  clock: Clock,
  { rung, askedNext }: FactOf<'clock_reminded' | 'clock_breached'>,
  breached: Pick<Clock, 'breachedAt'> = {},
): Clock {
  return { ...clock, rung, ...breached, ...(askedNext === undefined ? {} : { askedNext }) };
}

export function stopped(clock: Clock, fact: FactOf<'clock_stopped'>): Clock {
  move('clock', clockTransitions, clock.state, 'stop');
  const left = fact.left === undefined ? {} : { left: fact.left };
  const by = fact.answeredBy === undefined ? {} : { answeredBy: fact.answeredBy };
  return { ...commonOf(clock), state: 'stopped', stoppedAt: fact.at, dueAt: dueOf(clock, fact.at), ...left, ...by };
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

/** A clock that stops while paused had the rest of its time still to come. */
function dueOf(clock: Clock, at: number): number {
  return clock.state === 'paused' ? at + clock.remaining : clock.state === 'running' ? clock.dueAt : at;
}
