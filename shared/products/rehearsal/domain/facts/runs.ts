import { happeningOfRun } from '#products/rehearsal/domain/announce/happening.ts';
import { withoutEvidenceOf } from '#products/rehearsal/domain/earlier.ts';
import { cancelled, ended, launched, lost, startedRun, toBeCancelled, withRun, withRunOf } from '#products/rehearsal/domain/evolve/runs.ts';
import { quiet, type FactKinds } from '#products/rehearsal/domain/fact-kind.ts';
import { followLaunch, launch, stop, tellEnded, tellLost } from '#products/rehearsal/domain/react/runs.ts';
import type { RunFact } from '#products/rehearsal/domain/facts/types/runs.ts';

export const runFacts: FactKinds<RunFact> = {
  evidence_compared: { ...quiet, evolve: (state, { earlier }) => ({ ...state, earlier }) },
  run_reused: {
    ...quiet,
    // I14, I19: what counts again does so once.
    evolve: (state, fact) => ({ ...state, ...withoutEvidenceOf(state, new Set([fact.step])), jobs: withRunOf(state.jobs, fact) }),
  },
  run_intended: { ...quiet, evolve: (state, fact) => ({ ...state, jobs: withRunOf(state.jobs, fact) }), react: launch },
  run_launched: { ...quiet, evolve: withRun(launched), react: followLaunch },
  run_started: {
    ...quiet,
    evolve: withRun(startedRun),
    events: ({ run }, { after }) => [happeningOfRun('run.started', run, after)],
  },
  run_ended: {
    evolve: withRun(ended),
    react: tellEnded,
    shown: 'both',
    events: ({ run, result }, { after }) => [
      { ...happeningOfRun('run.finished', run, after), outcome: result.failure?.class ?? result.outcome },
    ],
  },
  run_cancel_requested: { ...quiet, evolve: withRun(toBeCancelled), react: stop },
  run_cancelled: {
    ...quiet,
    evolve: withRun(cancelled),
    shown: 'both',
    events: ({ run, reason }, { after }) => [{ ...happeningOfRun('run.cancelled', run, after), outcome: reason }],
  },
  run_lost: {
    evolve: withRun(lost),
    react: tellLost,
    shown: 'both',
    events: ({ run }, { after }) => [happeningOfRun('run.lost', run, after)],
  },
};
