import type { ReleaseFact } from '#domain/release/facts.ts';
import type { ReleaseState } from '#domain/release/state.ts';
import type { Wanted } from '#domain/request/effects.ts';
import type { Rules } from '#domain/request/rules.ts';
import type { Committed, FactNamed } from '#kernel/process.ts';

/** C3 to C5: its stages are done when they are due, and whoever wants to know is told of a cut. */
export function reactToRelease({ facts, after, rules, at }: Committed<ReleaseState, ReleaseFact, Rules>): Wanted[] {
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
  { outlets = [] }: Rules,
  at: number,
): Wanted[] {
  const event = { type: 'release.cut', at, release: name, cutoff: new Date(cutoff).toISOString(), report, ...counts } as const;
  return outlets
    .filter(({ events }) => events.includes('release.cut'))
    .map(({ channel }) => ({ effect: { kind: 'announce', channel, event } }));
}
