import { withoutEvidence } from '#products/rehearsal/domain/earlier.ts';
import { at, cancelledJob, foundInvalid, waitsAgain, withJob } from '#products/rehearsal/domain/evolve/jobs.ts';
import { checked } from '#products/rehearsal/domain/evolve/status.ts';
import { quiet, type FactKinds } from '#products/rehearsal/domain/fact-kind.ts';
import type { JobFact } from '#products/rehearsal/domain/facts/types/jobs.ts';

export const jobFacts: FactKinds<JobFact> = {
  retry_planned: { ...quiet, evolve: withJob((job) => waitsAgain(job, 'retry')) },
  rerun_ordered: {
    ...quiet,
    // I14, I19: whoever orders another run wants no old one.
    evolve: (state, { step }) => ({
      ...state,
      ...withoutEvidence(state, new Set([step])),
      jobs: at(state.jobs, [step], (job) => waitsAgain(job, 'rerun')),
    }),
    shown: 'both',
  },
  invalid_data_found: { ...quiet, evolve: (state, fact) => ({ ...state, jobs: foundInvalid(state.jobs, fact) }), shown: 'both' },
  invalid_data_settled: {
    ...quiet,
    evolve: (state, { resumed }) => ({ ...state, jobs: at(state.jobs, resumed, (job) => waitsAgain(job, 'resume')) }),
    shown: 'both',
  },
  jobs_cancelled: {
    ...quiet,
    evolve: (state, { steps, reason }) => ({ ...state, jobs: at(state.jobs, steps, (job) => cancelledJob(job, reason)) }),
    shown: 'sheet',
  },
  put_on_hold: { ...quiet, evolve: (state) => ({ ...checked(state, 'hold'), status: 'on_hold' }) },
};
