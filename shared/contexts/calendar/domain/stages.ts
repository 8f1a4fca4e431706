import { DAY, type Instant } from '#kernel/time.ts';

/** Warnings so many days before the hard cutoff, and the cutoff itself. */
export type CalendarStage = 'warn7' | 'warn3' | 'warn1' | 'cut';

/** C3, C4. The stages of a release, in the order in which they come. */
const warnings: readonly (readonly [CalendarStage, number])[] = [
  ['warn7', 7],
  ['warn3', 3],
  ['warn1', 1],
];

export interface PlannedStage {
  stage: CalendarStage;
  dueAt: Instant;
}

/**
 * What is to be done for a cutoff, from now on. Of the warnings whose time is over only the last is given, at once, so that a row that is
 * added or moved late is still announced, and once; none when the cutoff itself is over.
 */
export function stagesOf(hardCutoff: Instant, now: Instant): PlannedStage[] {
  const all = warnings.map(([stage, days]) => ({ stage, dueAt: hardCutoff - days * DAY }));
  const late = hardCutoff > now ? all.findLast(({ dueAt }) => dueAt <= now) : undefined;
  const coming = all.filter(({ dueAt }) => dueAt > now);
  return [...(late === undefined ? [] : [{ stage: late.stage, dueAt: now }]), ...coming, { stage: 'cut', dueAt: hardCutoff }];
}

/** Where a stage is kept. A cutoff that was moved has stages of its own, and so has a further look at one that is over. */
export function stageKey(stage: CalendarStage, cutoff: Instant, again?: number): string {
  return `${stage}-${cutoff}${again === undefined ? '' : `.${again}`}`;
}

/** A warning that comes when the next one is due, or the cutoff is over, is not given any more: that one says it. */
export function isOvertaken(stage: CalendarStage, hardCutoff: Instant, now: Instant): boolean {
  if (stage === 'cut') return false;
  const place = warnings.findIndex(([name]) => name === stage);
  const next = warnings[place + 1];
  return now >= (next === undefined ? hardCutoff : hardCutoff - next[1] * DAY);
}
