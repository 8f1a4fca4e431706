import type { Duration } from '#kernel/time.ts';
import { pollDelay } from '#domain/run/polling.ts';
import { again } from '#application/operation/results.ts';
import type { News } from '#application/operation/follow.ts';
import type { Result } from '#application/perform-effect.ts';
import type { StepEnd } from '#ports/executor.ts';

/** A step that was started. */
export interface StepAtHand {
  /** Since its start. */
  age: Duration;
  /** Its time is over. */
  isSilent: boolean;
  /** The deployment that it belongs to still goes on. */
  isWanted: boolean;
  end(passed: boolean, note: string): Result;
  /** Anew: that is idempotent. */
  start(): Promise<Result>;
}

/** One that is carried out now. */
export function newsOfStart(end: StepAtHand['end'], isAsked: boolean): News<StepEnd> {
  const none = (): Result => ({ result: 'done' });
  return {
    adopted: () => (isAsked ? again(pollDelay(0)) : none()),
    refused: (why) => end(false, why),
    ended: ({ passed, note }) => end(passed, note),
    underWay: none,
    missing: none,
    unknown: none,
    unasked: none,
    untold: none,
  };
}

/** One whose time is over has failed, like any other, even where nobody can be asked. */
export function newsOfStep({ age, isSilent, isWanted, end, start }: StepAtHand): News<StepEnd> {
  const unless = (why: string): Result => (isSilent ? end(false, why) : again(pollDelay(age)));
  const tooLong = (): Result => unless('it took too long and was stopped');
  return {
    ...newsOfStart(end, true),
    underWay: tooLong,
    unknown: tooLong,
    unasked: () => unless('nobody could ask it for news within its time limit'),
    untold: () => (isSilent ? end(false, 'it did not report in time') : start()),
    missing() {
      if (isSilent) return end(false, 'it did not report in time');
      // A deployment that was given up starts nothing any more: what never began has ended.
      return isWanted ? start() : end(false, 'the deployment was given up before it started');
    },
  };
}
