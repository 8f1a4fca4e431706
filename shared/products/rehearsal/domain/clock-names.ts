import type { Clock } from '#products/rehearsal/domain/promises.ts';
import type { Run } from '#contexts/operations/domain/run/state.ts';

/** Clocks are named after what they promise: on the verdict on one run, as `promiseOf` names it. */
export function verdictClock(run: string): string {
  return `verdict:${run}`;
}

/** What is promised of a run: where its evidence counts again at another pull request (I19), its verdict is promised anew. */
export function promiseOf({ id, reusedFrom }: Pick<Run, 'id' | 'reusedFrom'>): string {
  return reusedFrom?.round === undefined ? id : `${id}:at${reusedFrom.round}`;
}

/** A2: on a test by hand. */
export function testClock(run: string): string {
  return `test:${run}`;
}

/** R13: on what the contributor says of an audit's run. */
export function wordClock(run: string): string {
  return `word:${run}`;
}

export function isWordClockOf({ id }: Clock, run: string): boolean {
  return id === wordClock(run) || id.startsWith(`${wordClock(run)}:`);
}

export function isTestClock({ id }: Clock): boolean {
  return id.startsWith(testClock(''));
}

/** The clocks of the verdict on one run, alone or with others: another one begins when somebody objects to the first (R13); earlier versions began one when a verdict was undone. */
export function isVerdictClockOf(clock: Clock, run: string): boolean {
  return clock.id === verdictClock(run) || clock.id.startsWith(`${verdictClock(run)}:`) || clock.runs?.includes(run) === true;
}
