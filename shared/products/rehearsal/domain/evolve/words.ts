import type { Job } from '#contexts/plans/domain/job/state.ts';
import { jobTransitions } from '#contexts/plans/domain/job/transitions.ts';
import type { FactOf } from '#products/rehearsal/domain/facts.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import { ImpossibleMove, move } from '#kernel/transitions.ts';
import type { Word } from '#contexts/plans/domain/job/said.ts';

type Approved = Extract<Job, { state: 'approved' }>;

/** R13. The rule for the audit that the fact names: its word stands with its approval, and goes with it. */
export function withAudit<S extends Tested, F extends { fact: string; step: string }>(
  over: (job: Approved, fact: F) => Job,
): (state: S, fact: F) => S {
  return (state, fact) => ({
    ...state,
    jobs: state.jobs.map((job) => (job.step === fact.step ? over(approved(job, fact.fact), fact) : job)),
  });
}

export function withWord<S extends Tested, F extends { fact: string; step: string }>(wordOf: (fact: F) => Word): (state: S, fact: F) => S {
  return withAudit((job, fact) => ({ ...job, word: wordOf(fact) }));
}

/** An objection opens the verdict that it is about again. */
export function objectedTo(job: Approved, { question, text, at }: FactOf<'word_refused'>): Job {
  move('job', jobTransitions, job.state, 'object');
  const { index, step, ask, runs } = job;
  return { index, step, ask, runs, state: 'awaiting_verdict', question, objection: { text, at } };
}

function approved(job: Job, fact: string): Approved {
  if (job.state !== 'approved') throw new ImpossibleMove('job', job.state, fact);
  return job;
}
