import type { ReleaseFact } from '#contexts/calendar/domain/release/facts.ts';
import type { ReleaseState } from '#contexts/calendar/domain/release/state.ts';
import type { CalendarStage } from '#contexts/calendar/domain/stages.ts';
import type { ReportCounts } from '#contexts/calendar/domain/report.ts';
import type * as kernel from '#kernel/effect.ts';
import type { Committed, FactNamed } from '#kernel/process.ts';
import type { Instant } from '#kernel/time.ts';

/** What a release asks for: a look at one of its stages, and that a cut is told. */
type Asked =
  | { kind: 'keep_calendar'; release: string; stage: CalendarStage; cutoff: Instant; again?: number }
  | { kind: 'announce'; channel: string; event: CutEvent };

/** C5. A release was cut, and this version of its report says how; `cutoff` in ISO 8601. */
export interface CutEvent extends ReportCounts {
  type: 'release.cut';
  at: Instant;
  release: string;
  cutoff: string;
  report: number;
}

export type Wanted = kernel.Wanted<Asked>;

/** N6. Who is told of what. */
export interface ReleaseRules {
  outlets?: readonly { channel: string; events: readonly string[] }[];
}

/** C3 to C5: its stages are done when they are due, and whoever wants to know is told of a cut. */
export function reactToRelease({ facts, after, rules, at }: Committed<ReleaseState, ReleaseFact, ReleaseRules>): Wanted[] {
  return facts.flatMap((fact): Wanted[] => {
    if (fact.fact === 'cutoffs_set') return stagesAhead(after, fact);
    if (fact.fact === 'look_planned') {
      const { cutoff, again } = fact;
      return [{ effect: { kind: 'keep_calendar', release: after.name, stage: 'cut', cutoff, again }, patient: true }];
    }
    return fact.fact === 'report_published' ? announced(after, fact, rules, at) : [];
  });
}

/** Patient ones: queues hold no task for months, and the sweep is there in time. */
function stagesAhead({ name }: ReleaseState, { stages, hardCutoff }: FactNamed<ReleaseFact, 'cutoffs_set'>): Wanted[] {
  return stages.map(({ stage, dueAt }) => ({
    effect: { kind: 'keep_calendar', release: name, stage, cutoff: hardCutoff },
    notBefore: dueAt,
    patient: true,
  }));
}

/** N6. */
function announced(
  { name }: ReleaseState,
  { cutoff, report, counts }: FactNamed<ReleaseFact, 'report_published'>,
  { outlets = [] }: ReleaseRules,
  at: Instant,
): Wanted[] {
  const event = { type: 'release.cut', at, release: name, cutoff: new Date(cutoff).toISOString(), report, ...counts } as const;
  return outlets
    .filter(({ events }) => events.includes('release.cut'))
    .map(({ channel }) => ({ effect: { kind: 'announce', channel, event } }));
}
