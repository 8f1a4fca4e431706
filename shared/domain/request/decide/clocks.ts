import { BREACH, rungReached } from '#domain/clock/ladder.ts';
import { dueWith, leftOf } from '#domain/clock/passing.ts';
import { leftInRest, type Clock } from '#domain/clock/state.ts';
import { questionsOf } from '#domain/request/clock-question.ts';
import { renew } from '#domain/request/decide/locks.ts';
import { lockedOut } from '#domain/request/locks.ts';
import { askedNext } from '#domain/request/asked-next.ts';
import type { CommandOf } from '#domain/request/commands.ts';
import type { Deciding } from '#domain/request/decide/context.ts';

/** S1: the promise of an answer begins. */
export function startClock({ draft, at, rules }: Deciding, clock: string, kind: Clock['kind'], runs: readonly string[] = []): void {
  const promised = rules.answerWithin;
  draft.record({
    fact: 'clock_started',
    clock,
    kind,
    at,
    dueAt: dueWith(rules, promised, at),
    promised,
    ...(runs.length > 1 ? { runs: [...runs] } : {}),
  });
}

/** S3: it goes on with what was left of it, were that less than nothing; it is never reset. */
export function resumeClock({ draft, at, rules }: Deciding, clock: Clock): void {
  if (clock.state === 'running') return;
  draft.record({ fact: 'clock_resumed', clock: clock.id, at, dueAt: dueWith(rules, leftInRest(clock), at) });
}

/** S3: the ball is with somebody else. */
export function pauseClocks(deciding: Deciding, ...kinds: readonly Clock['kind'][]): void {
  for (const clock of deciding.draft.state.clocks) if (kinds.includes(clock.kind)) pauseClock(deciding, clock);
}

export function pauseClock({ draft, at, rules }: Deciding, clock: Clock): void {
  if (clock.state === 'running') draft.record({ fact: 'clock_paused', clock: clock.id, at, remaining: leftOf(rules, clock, at) });
}

/** `answered`: a person's answer stops it, and is counted as theirs (S6); otherwise nobody has to answer any more. */
export function stopClocks({ draft, at, by, rules }: Deciding, which: (clock: Clock) => boolean, how: 'answered' | 'dropped'): void {
  const answeredBy = how === 'answered' && by.kind === 'person' ? { answeredBy: by.id } : {};
  for (const clock of draft.state.clocks) {
    if (clock.state === 'stopped' || !which(clock)) continue;
    draft.record({ fact: 'clock_stopped', clock: clock.id, at, left: leftOf(rules, clock, at), ...answeredBy });
  }
}

/**
 * S2, S4: what is due of a clock's ladder. Of rungs that were missed only the latest is told, and none twice. A clock that was paused,
 * stopped or moved since this ladder was laid has another ladder, or none. Who was locked out is let in again (X7).
 */
export function climbLadder(deciding: Deciding, { clock: id, dueAt }: CommandOf<'climb_ladder'>): void {
  const { draft, at, rules } = deciding;
  const clock = draft.state.clocks.find((one) => one.id === id);
  if (clock?.state !== 'running' || clock.dueAt !== dueAt) return;
  const rung = rungReached(rules, clock, at);
  if (rung <= (clock.rung ?? 0)) return;
  const next = rung < BREACH || clock.kind === 'word' ? undefined : askedNext(draft.state, clock, rules, at);
  const told = { clock: id, at, rung, ...(next === undefined ? {} : { askedNext: next }) };
  const questions = questionsOf(draft.state, id).map((question) => question.id);
  renew(
    deciding,
    lockedOut(draft.state).filter(({ question }) => questions.includes(question)),
    'reminder',
  );
  const breached = rung >= BREACH && clock.breachedAt === undefined;
  draft.record(breached ? { fact: 'clock_breached', ...told } : { fact: 'clock_reminded', ...told });
}
