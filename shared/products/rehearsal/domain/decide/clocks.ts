import { askedNext } from '#products/rehearsal/domain/asked-next.ts';
import { questionsOf } from '#products/rehearsal/domain/clock-question.ts';
import type { CommandOf } from '#products/rehearsal/domain/commands.ts';
import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import { promiseKinds, type Clock, type PromiseKind } from '#products/rehearsal/domain/promises.ts';
import * as kernel from '#kernel/promises/keep.ts';
import { renew } from '#kernel/questions/ask.ts';
import { lockedOut } from '#kernel/questions/locks.ts';

export { pauseClock, pauseClocks, resumeClock } from '#kernel/promises/keep.ts';

/** S1: the promise of an answer begins. `runs`: of a verdict, where it is promised on several. */
export function startClock(deciding: Deciding, clock: string, kind: PromiseKind, runs: readonly string[] = []): void {
  kernel.startClock(deciding, clock, kind, runs.length > 1 ? { runs: [...runs] } : {});
}

/** `answered`: a person's answer stops it, and is counted as theirs (S6); otherwise nobody has to answer any more. */
export function stopClocks(deciding: Deciding, which: (clock: Clock) => boolean, how: 'answered' | 'dropped'): void {
  const { by } = deciding;
  kernel.stopClocks(deciding, which, how === 'answered' && by.kind === 'person' ? by.id : undefined);
}

/** S2, S4: what is due of a clock's ladder. Who was locked out is let in again (X7). */
export function climbLadder(deciding: Deciding, command: CommandOf<'climb_ladder'>): void {
  const { draft, at, rules } = deciding;
  const next = (clock: Clock): string | undefined =>
    promiseKinds[clock.kind].of === 'contributor' ? undefined : askedNext(draft.state, clock, rules, at);
  const told = kernel.climbed(draft.state.clocks, command, at, rules, next);
  if (told === undefined) return;
  const questions = questionsOf(draft.state, command.clock).map((question) => question.id);
  renew(
    deciding,
    lockedOut(draft.state).filter(({ question }) => questions.includes(question)),
    'reminder',
  );
  draft.record(told);
}
