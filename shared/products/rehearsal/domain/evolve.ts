import { startJobs } from '#contexts/plans/domain/job/state.ts';
import { manualTest } from '#contexts/plans/domain/job/by-hand.ts';
import { factTable } from '#products/rehearsal/domain/fact-table.ts';
import type { Fact, FactOf } from '#products/rehearsal/domain/facts.ts';
import { mustBeAsked } from '#contexts/intake/domain/must-be-asked.ts';
import type { RequestState } from '#products/rehearsal/domain/state.ts';
import { evolveBy, fold as foldBy } from '#kernel/process.ts';

/** One rule for each fact. Throws ImpossibleMove when the fact cannot have happened. */
export const evolve: (state: RequestState, fact: Fact) => RequestState = evolveBy(factTable);

/** The first fact of every request. */
export function begin(fact: FactOf<'submitted'>): RequestState {
  return {
    id: fact.id,
    version: 0,
    via: fact.via,
    ...(fact.scheduled === undefined ? {} : { scheduled: fact.scheduled }),
    submission: fact.submission,
    warnings: fact.warnings,
    submittedAt: fact.at,
    backend: fact.backend,
    gates: [],
    waivers: [],
    jobs: startJobs(fact.submission.jobs.length > 0 ? fact.submission.jobs : [manualTest]),
    questions: [],
    clocks: [],
    status: mustBeAsked(fact.via, fact.submission.contributor) ? 'waiting_for_confirmation' : 'waiting_for_gates',
  };
}

export function beginBy(fact: Fact): RequestState | undefined {
  return fact.fact === 'submitted' ? begin(fact) : undefined;
}

/** State equals the fold of the timeline (Z1): entries in order, each one version. */
export function fold(entries: readonly { version: number; facts: readonly Fact[] }[]): RequestState | undefined {
  return foldBy({ begin: beginBy, facts: factTable }, entries);
}
