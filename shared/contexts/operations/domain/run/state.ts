import type { Base } from '#contexts/gates/domain/pull-request/base.ts';
import type { Instant } from '#kernel/time.ts';
import type { ComparisonSummary, Count, Judgement } from '#contexts/operations/domain/run/compared.ts';
import type { OutputDigests } from '#contexts/operations/domain/told-end.ts';
import type { Failure } from '#contexts/operations/domain/run/classes.ts';

export type Executor = 'agent' | 'dataflow' | 'manual';

export type CancelReason =
  | 'contributor'
  | 'admin'
  | 'maintenance'
  | 'drain'
  | 'superseded'
  | 'cutoff'
  | 'timeout'
  | /** G9. A gate fell before it was launched. */ 'gates';

interface RunCommon {
  /** Deterministic: request, job's place, attempt. Also the executor's name for it (R3). */
  id: string;
  attempt: number;
  executor: Executor;
  backend: string;
  fencing: number;
  /** The pull request's head that the evidence is bound to, and the merge of it into the base that really ran. */
  sha: string;
  testSha: string;
  /** G10. What that merge was made from beside the head; absent in runs of before it was kept. */
  base?: Base;
  intendedAt: Instant;
  /**
   * I14: it ran for another request, or (I19) for this one at the pull request before, `round` times ago or less; `sha` is then the head that its
   * evidence counts for, and this the one that it ran at.
   */
  reusedFrom?: { requestId: string; sha: string; round?: number };
  /** R10: asked to stop; the run is `cancelling` until its executor confirms. */
  cancelling?: { reason: CancelReason; at: Instant };
}

/** What the executor shows of a run beside its output. */
export interface RunDetails {
  /** The executor's own page of the run, with its logs. */
  link?: string;
  /** Where it really ran, as the executor names it: records of another place are not ours. */
  place?: { project: string; region: string };
  /** Its counters by name, as they stood at the end. */
  figures?: Record<string, number>;
}

/** What a run left behind, judged by R6–R8. Lines themselves are in the output store. */
export interface RunResult {
  exitCode: number | null;
  chunks: { stdout: number; stderr: number };
  lines: { stdout: number; stderr: number };
  /** A8. Of what is handed out of each stream. Absent in results of before they were kept, and where there is no output. */
  digests?: OutputDigests;
  /** A line ended in [TRUNCATED] or a chunk is missing: the evidence is not whole. */
  incomplete: boolean;
  outcome: 'succeeded' | 'unclear' | 'failed';
  /** One sentence each, for people: why it is not `succeeded`. */
  because: string[];
  comparison: ComparisonSummary;
  /** R8. Line by line, as it was judged. Absent in results of before it was kept: those show their summary. */
  judgement?: Judgement;
  /** What the output counted, for eyes that must not see a line of it. Absent in results of before there were any. */
  counts?: Count[];
  details?: RunDetails;
  failure?: Failure;
  /** A2: what a person wrote down of a test by hand. */
  manualRecord?: string;
  /** Person id of whoever recorded it. */
  testedBy?: string;
}

export type Run = RunCommon &
  (
    | { state: 'pending' }
    | { state: 'preparing' }
    | { state: 'executing'; startedAt: Instant }
    | { state: 'finalizing'; startedAt: Instant }
    | { state: 'done'; startedAt: Instant; endedAt: Instant; result: RunResult }
    | { state: 'failed'; endedAt: Instant; result: RunResult }
    | { state: 'cancelled'; endedAt: Instant; reason: CancelReason }
    | { state: 'lost'; endedAt: Instant; why: string }
  );

export function isLive(run: Run): boolean {
  return run.state === 'pending' || run.state === 'preparing' || run.state === 'executing' || run.state === 'finalizing';
}

/** The judged result, when the run came to an end that can be judged. */
export function resultOf(run: Run | undefined): RunResult | undefined {
  return run !== undefined && (run.state === 'done' || run.state === 'failed') ? run.result : undefined;
}

/** A1, the first fact: from the run alone, and no one's word makes up for it. */
export function ranWithoutFailures(run: Run | undefined): run is Extract<Run, { state: 'done' }> {
  return run?.state === 'done' && run.result.failure === undefined;
}
