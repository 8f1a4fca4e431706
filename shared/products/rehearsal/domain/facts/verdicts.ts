import { forgetMade } from '#products/rehearsal/domain/evolve/cutoff.ts';
import { approvedJob, askVerdict, rejectedJob, undoVerdict, withFirst, withJob } from '#products/rehearsal/domain/evolve/jobs.ts';
import { checked, reopened } from '#products/rehearsal/domain/evolve/status.ts';
import { quiet, type FactKinds } from '#products/rehearsal/domain/fact-kind.ts';
import { askForVerdicts, askSecond, tellNamed } from '#products/rehearsal/domain/react/questions.ts';
import { tellOfRuns } from '#products/rehearsal/domain/react/runs.ts';
import type { VerdictFact } from '#products/rehearsal/domain/facts/types/verdicts.ts';

export const verdictFacts: FactKinds<VerdictFact> = {
  verdict_asked: { ...quiet, evolve: withJob(askVerdict), shown: 'both', events: ({ step }) => [{ type: 'verdict.asked', step }] },
  verdicts_wanted: {
    ...quiet,
    evolve: (state) => state,
    react: (fact, commit) => [...tellOfRuns(fact, commit), ...askForVerdicts(fact, commit)],
  },
  verdict_awaited: { ...quiet, evolve: (state) => ({ ...checked(state, 'await_verdict'), status: 'awaiting_verdict' }) },
  first_approved: {
    ...quiet,
    evolve: withJob((job, { approval }) => withFirst(job, approval)),
    react: (fact, commit) => [...tellNamed(fact.approval.by, fact, fact.approval.through), ...askSecond(fact, commit)],
    shown: 'sheet',
  },
  first_approval_undone: { ...quiet, evolve: withJob((job) => withFirst(job, undefined)), shown: 'sheet' },
  job_approved: { ...quiet, evolve: withJob(approvedJob), shown: 'both' },
  job_rejected: { ...quiet, evolve: withJob(rejectedJob), shown: 'both' },
  verdict_undone: {
    ...quiet,
    evolve: (state, fact) => ({ ...reopened(state), ...forgetMade(state.cutoffs), jobs: undoVerdict(state.jobs, fact) }),
    shown: 'both',
    events: ({ step }) => [{ type: 'request.verdict_undone', step }],
  },
};
