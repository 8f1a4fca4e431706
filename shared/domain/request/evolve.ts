import type { Fact, FactOf } from '#domain/request/facts.ts';
import type { RequestState } from '#domain/request/state.ts';
import { withoutEvidence, withoutStanding } from '#domain/request/earlier.ts';
import { isLockFact, withLock } from '#domain/request/locks.ts';
import { mustBeAsked } from '#domain/request/proven.ts';
import { isProductionFact, withProduction } from '#domain/request/production.ts';
import { forgetContributor } from '#domain/request/personal.ts';
import { startJobs } from '#domain/job/state.ts';
import { manualTest } from '#domain/request/by-hand.ts';
import { evolveClock, isClockFact } from '#domain/request/evolve/clocks.ts';
import { evolveJob } from '#domain/request/evolve/jobs.ts';
import { evolveMerge, isMergeFact } from '#domain/request/evolve/merge.ts';
import { evolveQuestion, isQuestionFact } from '#domain/request/evolve/questions.ts';
import { evolveRun } from '#domain/request/evolve/runs.ts';
import { evolveStatus } from '#domain/request/evolve/status.ts';
import { evolveWords, isWordFact } from '#domain/request/evolve/words.ts';
import { evolveTurn } from '#domain/request/evolve/turn.ts';

/** One rule for each fact; exactly one room answers for it. Throws ImpossibleMove when the fact cannot have happened. */
export function evolve(state: RequestState, fact: Fact): RequestState {
  if (fact.fact === 'mail_ordered_again' || fact.fact === 'files_left_over' || fact.fact === 'verdicts_wanted') return state;
  if (isProductionFact(fact)) return { ...state, ...withProduction(state, fact) };
  if (fact.fact === 'contributor_forgotten') return forgetContributor(state);
  if (isQuestionFact(fact)) return { ...state, questions: evolveQuestion(state.questions, fact, state.version + 1) };
  if (isLockFact(fact)) return { ...state, locks: withLock(state, fact) };
  if (isWordFact(fact)) return { ...state, jobs: evolveWords(state.jobs, fact) };
  if (fact.fact === 'rerun_ordered' || fact.fact === 'run_reused') return evolveEvidence(state, fact);
  if (isClockFact(fact)) return { ...state, clocks: evolveClock(state.clocks, fact) };
  switch (fact.fact) {
    case 'submitted':
      throw new Error('submitted begins a request and cannot happen to one');
    case 'test_ref_made':
    case 'deploy_step_started':
    case 'deploy_step_ended':
    case 'turn_ended':
      return evolveTurn(state, fact);
    case 'run_intended':
    case 'run_launched':
    case 'run_started':
    case 'run_ended':
    case 'run_cancel_requested':
    case 'run_cancelled':
    case 'run_lost':
      return { ...state, jobs: evolveRun(state.jobs, fact) };
    case 'retry_planned':
    case 'verdict_asked':
    case 'invalid_data_found':
    case 'invalid_data_settled':
    case 'first_approved':
    case 'first_approval_undone':
    case 'job_approved':
    case 'job_rejected':
    case 'jobs_cancelled':
      return { ...state, jobs: evolveJob(state.jobs, fact) };
    default:
      return isMergeFact(fact) ? { ...state, merge: evolveMerge(fact) } : evolveStatus(state, fact);
  }
}

/** I14, I19: whoever orders another run wants no old one, and what counts again does so once. */
function evolveEvidence(state: RequestState, fact: FactOf<'rerun_ordered' | 'run_reused'>): RequestState {
  const steps = new Set([fact.step]);
  return fact.fact === 'run_reused'
    ? { ...state, ...withoutStanding(state, steps), jobs: evolveRun(state.jobs, fact) }
    : { ...state, ...withoutEvidence(state, steps), jobs: evolveJob(state.jobs, fact) };
}

/** The first fact of every request. */
export function begin(fact: FactOf<'submitted'>): RequestState {
  return {
    id: fact.id,
    version: 0,
    via: fact.via,
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

/** State equals the fold of the timeline (Z1): entries in order, each one version. */
export function fold(entries: { version: number; facts: Fact[] }[]): RequestState | undefined {
  let state: RequestState | undefined;
  for (const entry of entries) {
    for (const fact of entry.facts) state = fact.fact === 'submitted' ? begin(fact) : state && evolve(state, fact);
    if (state !== undefined) state = { ...state, version: entry.version };
  }
  return state;
}
