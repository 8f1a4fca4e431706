import type { CalendarStage } from '#contexts/calendar/domain/stages.ts';
import { stageKey } from '#contexts/calendar/domain/stages.ts';
import { HOUR, type Instant } from '#kernel/time.ts';

/** C3, C4, C6. What was planned and done about one row of the calendar. */
export interface ReleaseState {
  /** Its name, or what stands for it where the name is unfit for a key. */
  id: string;
  /** Number of the last command that changed it; 0 before the first. */
  version: number;
  name: string;
  /** What the plan was made for: the row's instants when the settings were last looked at. Nothing before the first look. */
  softCutoff?: Instant;
  hardCutoff?: Instant;
  plannedAt?: Instant;
  /** By stage and instant (`warn7-1796515140000`): a moved cutoff has stages of its own. */
  stages: Readonly<Record<string, ReleaseStage>>;
  /** C6. The instants that the release was cut at, oldest first; kept whatever becomes of the row. */
  cuts: readonly ReleaseCut[];
  /** C6. Where the row was moved to after it had been cut at `from`. Nothing is moved back by itself. */
  movedAfterCut: readonly MovedAfterCut[];
  /** C5. How many versions of its report were published: the number of the newest. */
  reports?: number;
}

export interface ReleaseStage {
  stage: CalendarStage;
  dueAt: Instant;
  /** From here on it is finished for its own instant, wherever the row is moved. */
  begunAt?: Instant;
  doneAt?: Instant;
  /** Where the next page begins, while it is under way. */
  after?: Place;
  /** All pages are through; people are to be told. */
  collectedAt?: Instant;
}

export interface Place {
  awaits: string;
  value: number;
  id: string;
}

/** What became of those who were for it. */
export interface CutCounts {
  made: number;
  moved: number;
  blocking: number;
}

interface ReleaseCut extends CutCounts {
  cutoff: Instant;
  doneAt: Instant;
}

interface MovedAfterCut {
  from: Instant;
  to: Instant;
  seenAt: Instant;
}

export function newRelease(id: string, name: string): ReleaseState {
  return { id, version: 0, name, stages: {}, cuts: [], movedAfterCut: [] };
}

/** How long after a look that found a request waiting for a cut that is over the next such look may come. */
const PAUSE = HOUR;

/** C4. No look at that instant is under way, and the last is long enough ago. */
export function mayLookAgain(state: Pick<ReleaseState, 'stages'>, cutoff: Instant, now: Instant): boolean {
  return looksOf(state, cutoff).every(({ stage: { doneAt } }) => doneAt !== undefined && now - doneAt >= PAUSE);
}

/** C6. The instant that it was cut at last, where its row stands elsewhere by now than it did then. */
export function cutBeforeMove({ cuts, hardCutoff: before }: ReleaseState, hardCutoff: Instant): Instant | undefined {
  return before === hardCutoff ? undefined : cuts.at(-1)?.cutoff;
}

/** The cut at an instant (number 0) and the further looks after it. */
export function looksOf({ stages }: Pick<ReleaseState, 'stages'>, cutoff: Instant): { key: string; number: number; stage: ReleaseStage }[] {
  const first = stageKey('cut', cutoff);
  return Object.entries(stages).flatMap(([key, stage]) => {
    const number = key === first ? 0 : key.startsWith(`${first}.`) ? Number(key.slice(first.length + 1)) : undefined;
    return number === undefined ? [] : [{ key, number, stage }];
  });
}
