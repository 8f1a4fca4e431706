import type { Instant } from '#domain/time.ts';
import { happeningOfRun } from '#domain/announce/happening.ts';
import { withoutStanding, type EarlierEvidence } from '#domain/request/earlier.ts';
import { cancelled, ended, launched, lost, startedRun, toBeCancelled, withRun, withRunOf } from '#domain/request/evolve/runs.ts';
import { quiet, type FactKinds } from '#domain/request/fact-kind.ts';
import { followLaunch, launch, stop, tellEnded, tellLost } from '#domain/request/react/runs.ts';
import type { CancelReason, Run, RunResult } from '#domain/run/state.ts';

export type RunFact =
  | { fact: 'evidence_compared'; earlier: EarlierEvidence }
  | { fact: 'run_reused'; step: string; run: Run }
  | { fact: 'run_intended'; step: string; run: Run }
  | { fact: 'run_launched'; run: string }
  | { fact: 'run_started'; run: string; at: Instant }
  | { fact: 'run_ended'; run: string; at: Instant; how: 'done' | 'failed'; result: RunResult }
  | { fact: 'run_cancel_requested'; run: string; reason: CancelReason; at: Instant }
  | { fact: 'run_cancelled'; run: string; reason: CancelReason; at: Instant }
  | { fact: 'run_lost'; run: string; why: string; at: Instant };

export const runFacts: FactKinds<RunFact> = {
  evidence_compared: { ...quiet, evolve: (state, { earlier }) => ({ ...state, earlier }) },
  run_reused: {
    ...quiet,
    // I14, I19: what counts again does so once.
    evolve: (state, fact) => ({ ...state, ...withoutStanding(state, new Set([fact.step])), jobs: withRunOf(state.jobs, fact) }),
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
