import type { Duration } from '#domain/time.ts';
import { pollDelay } from '#domain/run/polling.ts';
import type { Result } from '#application/perform-effect.ts';
import type { Log } from '#application/system.ts';
import type { Deployer, StepKey } from '#ports/deployer.ts';

/** A step that was started. */
export interface StepWork {
  key: StepKey;
  /** Since its start. */
  age: Duration;
  /** Its time is over. */
  silent: boolean;
  /** The deployment that it belongs to still goes on. */
  wanted: boolean;
}

/** What to do with a running step: an end, another look later, or `start` (again: it is idempotent). */
export type Followed = Result | { passed: boolean; note: string } | 'start';

/** R5 for a step whose deployer brings no news by itself. One whose time is over is stopped and has failed, like any other, even where nobody can be asked. */
export async function followStep(log: Log, deployer: Deployer, { key, age, silent, wanted }: StepWork): Promise<Followed> {
  try {
    const seen = await deployer.lookAtStep?.(key);
    if (seen?.seen === 'ended') return { passed: seen.passed, note: seen.note };
    if (seen?.seen === 'under_way') {
      if (silent || !wanted) await deployer.cancelStep?.(key);
      return silent ? { passed: false, note: 'it took too long and was stopped' } : { result: 'again', after: pollDelay(age) };
    }
    if (silent) return { passed: false, note: 'nothing was heard of it in time' };
    // A deployment that was given up starts nothing any more: what never began has ended.
    return wanted || seen === undefined ? 'start' : { passed: false, note: 'the deployment was given up before it began' };
  } catch (error) {
    log('WARNING', 'deployer cannot be asked', { requestId: key.requestId, step: key.step, cause: String(error).slice(0, 300) });
    return silent
      ? { passed: false, note: 'it could not be asked how it was within its time' }
      : { result: 'again', after: pollDelay(age) };
  }
}
