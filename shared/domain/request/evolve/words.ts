import type { Job } from '#domain/job/state.ts';
import { jobTransitions } from '#domain/job/transitions.ts';
import type { FactOf } from '#domain/request/facts.ts';
import type { RequestState } from '#domain/request/state.ts';
import { ImpossibleMove, move } from '#kernel/transitions.ts';
import type { Word } from '#domain/job/said.ts';

type Approved = Extract<Job, { state: 'approved' }>;

/** R13. The rule for the audit that the fact names: its word stands with its approval, and goes with it. */
export function withAudit<F extends { fact: string; step: string }>(over: (job: Approved, fact: F) => Job) {
  return (state: RequestState, fact: F): RequestState => ({
    ...state,
    jobs: state.jobs.map((job) => (job.step === fact.step ? over(approved(job, fact.fact), fact) : job)),
  });
}

export function withWord<F extends { fact: string; step: string }>(wordOf: (fact: F) => Word) {
  return withAudit<F>((job, fact) => ({ ...job, word: wordOf(fact) }));
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
