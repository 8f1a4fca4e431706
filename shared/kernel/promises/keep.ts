import type { ClimbFact, MoveFact, StartFact } from '#kernel/promises/facts.ts';
import { BREACH, rungReached, type LadderRules } from '#kernel/promises/ladder.ts';
import { dueWith, leftOf, type Counting } from '#kernel/promises/passing.ts';
import { leftInRest, type Clock } from '#kernel/promises/state.ts';
import type { Instant } from '#kernel/time.ts';

/** What deciding on clocks needs: they stand in the state, and each fact is seen at once. */
interface Keeping<F, C extends Clock = Clock> {
  draft: { readonly state: { readonly clocks: readonly C[] }; record(fact: F): void };
  at: Instant;
  rules: Counting;
}

/** S1: the promise of an answer begins. `about`: what more is kept with it. */
export function startClock<Kind extends string, About extends object>(
  { draft, at, rules }: Keeping<StartFact<Kind, About>>,
  clock: string,
  kind: Kind,
  about: About,
): void {
  const promised = rules.answerWithin;
  draft.record({ fact: 'clock_started', clock, kind, at, dueAt: dueWith(rules, promised, at), promised, ...about });
}

/** S3: it goes on with what was left of it, were that less than nothing; it is never reset. */
export function resumeClock({ draft, at, rules }: Keeping<MoveFact>, clock: Clock): void {
  if (clock.state === 'running') return;
  draft.record({ fact: 'clock_resumed', clock: clock.id, at, dueAt: dueWith(rules, leftInRest(clock), at) });
}

export function pauseClock({ draft, at, rules }: Keeping<MoveFact>, clock: Clock): void {
  if (clock.state === 'running') draft.record({ fact: 'clock_paused', clock: clock.id, at, remaining: leftOf(rules, clock, at) });
}

/** S3: the ball is with somebody else. */
export function pauseClocks<C extends Clock>(keeping: Keeping<MoveFact, C>, ...kinds: readonly C['kind'][]): void {
  for (const clock of keeping.draft.state.clocks) if (kinds.includes(clock.kind)) pauseClock(keeping, clock);
}

/** `answeredBy`: this person's answer stops it, and is counted as theirs (S6); otherwise nobody has to answer any more. */
export function stopClocks<C extends Clock>(
  { draft, at, rules }: Keeping<MoveFact, C>,
  which: (clock: C) => boolean,
  answeredBy?: string,
): void {
  const answered = answeredBy === undefined ? {} : { answeredBy };
  for (const clock of draft.state.clocks) {
    if (clock.state === 'stopped' || !which(clock)) continue;
    draft.record({ fact: 'clock_stopped', clock: clock.id, at, left: leftOf(rules, clock, at), ...answered });
  }
}

/**
 * S2, S4: what is due of a clock's ladder, to be put on the record; undefined when nothing is. Of rungs that were missed only the latest is
 * told, and none twice. A clock that was paused, stopped or moved since this ladder was laid has another ladder, or none.
 * `next`: who is asked from the breach on.
 */
export function climbed<C extends Clock>(
  clocks: readonly C[],
  { clock: id, dueAt }: { clock: string; dueAt: Instant },
  at: Instant,
  rules: LadderRules,
  next: (clock: C) => string | undefined,
): ClimbFact | undefined {
  const clock = clocks.find((one) => one.id === id);
  if (clock?.state !== 'running' || clock.dueAt !== dueAt) return undefined;
  const rung = rungReached(rules, clock, at);
  if (rung <= (clock.rung ?? 0)) return undefined;
  const askedNext = rung < BREACH ? undefined : next(clock);
  const isBreach = rung >= BREACH && clock.breachedAt === undefined;
  const told = { clock: id, at, rung, ...(askedNext === undefined ? {} : { askedNext }) };
  return isBreach ? { fact: 'clock_breached', ...told } : { fact: 'clock_reminded', ...told };
}
