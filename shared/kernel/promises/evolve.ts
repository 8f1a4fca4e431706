import type { FactNamed } from '#kernel/process.ts';
import type { ClimbFact, ClockFact, StartFact } from '#kernel/promises/facts.ts';
import { leftInRest, type Clock } from '#kernel/promises/state.ts';
import { clockTransitions } from '#kernel/promises/transitions.ts';
import { move } from '#kernel/transitions.ts';

type Named<N extends ClockFact['fact']> = FactNamed<ClockFact, N>;

/** The rule for one clock, applied to the one that the fact names. */
export function withClock<F extends { clock: string }>(over: <C extends Clock>(clock: C, fact: F) => C) {
  return <S extends { clocks: Clock[] }>(state: S, fact: F): S => ({
    ...state,
    clocks: state.clocks.map((clock) => (clock.id === fact.clock ? over(clock, fact) : clock)),
  });
}

/** Whatever more the fact says stays with the clock: it is the product's. */
export function started<Kind extends string, About extends object>(fact: StartFact<Kind, About>): Clock<Kind, About> {
  const { fact: _fact, clock: id, kind, at: startedAt, dueAt, ...more } = fact;
  return { id, kind, ...more, startedAt, state: 'running', dueAt } as object as Clock<Kind, About>;
}

export function paused<C extends Clock>(clock: C, { at, remaining }: Named<'clock_paused'>): C {
  move('clock', clockTransitions, clock.state, 'pause');
  return moved(clock, { state: 'paused', pausedAt: at, remaining });
}

/** It goes on with what was left of it. */
export function resumed<C extends Clock>(clock: C, { at, dueAt }: Named<'clock_resumed'>): C {
  move('clock', clockTransitions, clock.state, 'resume');
  const since = at === undefined || clock.state === 'running' ? {} : { resumedAt: at, left: leftInRest(clock) };
  return moved(clock, { state: 'running', dueAt, ...since });
}

export function reminded<C extends Clock>(clock: C, { rung, askedNext }: ClimbFact): C {
  return { ...clock, rung, ...(askedNext === undefined ? {} : { askedNext }) };
}

export function breached<C extends Clock>(clock: C, fact: Named<'clock_breached'>): C {
  return { ...reminded(clock, fact), breachedAt: fact.at };
}

export function stopped<C extends Clock>(clock: C, fact: Named<'clock_stopped'>): C {
  move('clock', clockTransitions, clock.state, 'stop');
  const left = fact.left === undefined ? {} : { left: fact.left };
  const by = fact.answeredBy === undefined ? {} : { answeredBy: fact.answeredBy };
  return moved(clock, { state: 'stopped', stoppedAt: fact.at, dueAt: dueOf(clock, fact.at), ...left, ...by });
}

/** A clock that stops while paused had the rest of its time still to come. */
function dueOf(clock: Clock, at: number): number {
  return clock.state === 'paused' ? at + clock.remaining : clock.state === 'running' ? clock.dueAt : at;
}

/** Everything that only one state has. */
const OF_ONE_STATE: ReadonlySet<string> = new Set([
  'state',
  'dueAt',
  'resumedAt',
  'left',
  'pausedAt',
  'remaining',
  'stoppedAt',
  'answeredBy',
]);

type StateOf<C> = C extends { state: string }
  ? Pick<C, Extract<keyof C, 'state' | 'dueAt' | 'resumedAt' | 'left' | 'pausedAt' | 'remaining' | 'stoppedAt' | 'answeredBy'>>
  : never;

/** In another state; what it has whatever its state stays. */
function moved<C extends Clock>(clock: C, state: StateOf<Clock>): C {
  const kept = Object.entries(clock).filter(([field]) => !OF_ONE_STATE.has(field));
  return { ...Object.fromEntries(kept), ...state } as C;
}
