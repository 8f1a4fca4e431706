import type { Instant } from '#kernel/time.ts';
import type { CancelReason, Run, RunResult } from '#contexts/operations/domain/run/state.ts';
import type { EarlierEvidence } from '#contexts/plans/domain/kept/earlier.ts';

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
