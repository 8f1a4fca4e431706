import { canonical, type Hash } from '#kernel/chain.ts';
import type { Instant } from '#kernel/time.ts';
import { STATEMENT_TYPE, TEST_RESULT, type Resource, type Result, type Statement } from '#contexts/verdict/domain/statement/statement.ts';
import type { RunResult } from '#contexts/operations/domain/run/state.ts';
import type { Gated } from '#contexts/gates/domain/parts/gated.ts';
import type { Identified } from '#products/rehearsal/domain/parts/identified.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import { ranAt } from '#contexts/plans/domain/job/evidence-of.ts';
import type { ApprovedRun } from './approved.ts';
import { warningsOf } from './warnings.ts';

export type Attested = Identified & Requested & Gated & Tested;

/** in-toto's own fields, and ours under a name of ours: who does not know it leaves it out. */
interface TestResult {
  result: Result;
  configuration: Resource[];
  passedTests: string[];
  warnedTests: string[];
  failedTests: string[];
  rehearsal_run: Ran;
}

interface Ran {
  request: string;
  run: string;
  attempt: number;
  backend: string;
  executor: string;
  job: string;
  role: string;
  /** G10. The commit that really ran, and the base that the head was merged onto. */
  tested: Resource;
  base?: Resource;
  startedAt?: string;
  endedAt: string;
  exitCode: number | null;
  outcome: RunResult['outcome'];
  complete: boolean;
  lines: RunResult['lines'];
  /** Of the files as they are handed out: addresses masked. */
  output: Resource[];
  comparison: { kind: string } & Resource;
  warnedBecause: string[];
}

/** A8. What ran: a function of what is stored, so that it has the same bytes whenever it is made. Its subject is the commit that the run was for. */
export function whatRan(approved: ApprovedRun, state: Attested, hash: Hash): Statement<TestResult> {
  const { job, run, result } = approved;
  const warnings = warningsOf(job, state);
  const verdict = result.failure !== undefined || result.outcome === 'failed' ? 'FAILED' : warnings.length > 0 ? 'WARNED' : 'PASSED';
  const { owner, repository } = state.submission.change;
  const tests = (of: Result): string[] => (of === verdict ? [job.step] : []);
  return {
    _type: STATEMENT_TYPE,
    subject: [{ name: `${owner}/${repository}`, digest: { gitCommit: ranAt(run) } }],
    predicateType: TEST_RESULT,
    predicate: {
      result: verdict,
      configuration: [{ name: 'what was asked for', digest: { sha256: hash(canonical(job.ask)) } }],
      passedTests: tests('PASSED'),
      warnedTests: tests('WARNED'),
      failedTests: tests('FAILED'),
      rehearsal_run: ranOf(approved, state.id, hash, warnings),
    },
  };
}

function ranOf({ job, run, result }: ApprovedRun, id: string, hash: Hash, warnedBecause: string[]): Ran {
  const { comparison, judgement, exitCode, outcome, incomplete, lines } = result;
  return {
    request: run.reusedFrom?.requestId ?? id,
    run: run.id,
    attempt: run.attempt,
    backend: run.backend,
    executor: run.executor,
    job: job.ask.name,
    role: job.ask.role,
    tested: { name: 'the commit that ran', digest: { gitCommit: run.testSha } },
    ...(run.base === undefined ? {} : { base: { name: run.base.ref, digest: { gitCommit: run.base.sha } } }),
    ...times(run),
    exitCode,
    outcome,
    complete: !incomplete,
    lines,
    output: outputs(result, hash),
    comparison: { kind: comparison.kind, name: 'expected beside actual', digest: { sha256: hash(canonical(judgement ?? comparison)) } },
    warnedBecause,
  };
}

function times(run: ApprovedRun['run']): { startedAt?: string; endedAt: string } {
  const started = 'startedAt' in run ? { startedAt: iso(run.startedAt) } : {};
  return { ...started, endedAt: iso('endedAt' in run ? run.endedAt : run.intendedAt) };
}

/** Of runs of before digests were kept there are none. What a person wrote down stands for the output of a test by hand. */
function outputs({ digests, manualRecord }: RunResult, hash: Hash): Resource[] {
  if (manualRecord !== undefined) return [{ name: 'what was seen', digest: { sha256: hash(manualRecord) } }];
  if (digests === undefined) return [];
  return [
    { name: 'stdout.txt', digest: { sha256: digests.stdout } },
    { name: 'stderr.txt', digest: { sha256: digests.stderr } },
  ];
}

export function iso(at: Instant): string {
  return new Date(at).toISOString();
}
