import type { Bug } from './bug.ts';

/** R1 to R13, G1: what ran, in which order, on which commit, and what it proves. */
export const runBugs: readonly Bug[] = [
  {
    name: 'stderr-counts-as-passed',
    town: { requests: 3, on: { bad_run: true } },
    file: 'shared/contexts/verdict/domain/judge.ts',
    find: 'if (problems > 0) found.push(',
    replace: 'if (problems > 1_000_000) found.push(',
    why: 'it ended with exit code 0, so it went well',
  },
  {
    name: 'failed-run-approved',
    town: { requests: 3, on: { bad_run: true } },
    file: 'shared/contexts/operations/domain/run/state.ts',
    find: "return run?.state === 'done' && run.result.failure === undefined;",
    replace: "return run?.state === 'done' || (run as Run | undefined)?.state === 'failed';",
    why: 'the admin looked at it, so it will be all right',
  },
  {
    name: 'lost-run-counts-as-done',
    town: { requests: 3, on: { bad_run: true } },
    file: 'shared/products/rehearsal/domain/decide/run.ts',
    find: "  draft.record({ fact: 'run_lost', run: command.run, why: command.why, at });\n",
    replace:
      "  const result = judge([], { cause: 'exited', exitCode: 0, chunks: { stdout: 0, stderr: 0 }, stdout: [], stderr: [], observable: true });\n" +
      "  draft.record({ fact: 'run_ended', run: command.run, at, how: 'done', result: { ...result, outcome: 'succeeded', comparison: { kind: 'matched' } } });\n",
    why: 'no news is good news',
  },
  {
    name: 'audit-needs-no-approval',
    file: 'shared/contexts/plans/domain/job/state.ts',
    find: "return job.ask.role !== 'audit' && job.state",
    replace: 'return job.state',
    why: 'the audit printed what was expected, so the migration may start',
  },
  {
    name: 'needs-ignored',
    file: 'shared/contexts/plans/domain/dependency.ts',
    find: '    else if (!isMet(other.state)) awaited.push(need);\n',
    replace: '',
    why: 'jobs run in the order of the form, that is order enough',
  },
  {
    name: 'push-keeps-approvals',
    town: { requests: 3, on: { push: true } },
    file: 'shared/products/rehearsal/domain/evolve/jobs.ts',
    find: "job.state === 'running' ? job",
    replace: "job.state === 'running' || job.state === 'approved' ? job",
    why: 'the job was approved yesterday, and the push only fixed a typo',
  },
  {
    name: 'push-not-noticed',
    file: 'shared/products/rehearsal/domain/decide/gates.ts',
    find: 'if (moved !== undefined) outgrow(deciding, moved);\n  const told',
    replace: 'const told',
    why: 'the new commit takes over what was found out about the old one',
  },
  {
    name: 'launch-not-adopted',
    file: 'shared/products/rehearsal/app/find-run.ts',
    find: '    id: runId,\n',
    replace: '    id: `${runId}${state.version}`,\n',
    why: 'a launch whose answer was lost is made again under another name',
  },
  {
    name: 'unsafe-job-retried',
    town: { requests: 3, on: { bad_run: true } },
    file: 'shared/contexts/plans/domain/job/retries.ts',
    find: "return mayRepeat('job', job.ask.safeToRerun) && failed",
    replace: 'return failed',
    why: 'a job that changed half of the data is started a second time by itself',
  },
  {
    name: 'stale-run-asks-for-a-verdict',
    town: { requests: 3, on: { push: true } },
    file: 'shared/products/rehearsal/domain/decide/run.ts',
    find: "return !isOfThisMerge(run, draft.state) || run.cancelling?.reason === 'superseded';",
    replace: "return draft.state.headSha === '' || run.cancelling?.reason === 'drain';",
    why: 'evidence of an old commit is put before the admins',
  },
  {
    name: 'step-too-late-is-waited-for',
    file: 'shared/contexts/operations/domain/next.ts',
    find: "return isLate && !isJudged ? { next: 'lose', why } : undefined;",
    replace: "return isLate && isJudged ? { next: 'lose', why } : undefined;",
    why: 'whose time is over may still be done, so it is asked once more, and for ever',
  },
  {
    name: 'news-after-the-end',
    file: 'shared/products/rehearsal/app/operation/requests/run.ts',
    find: "if (found === undefined || !isLive(found.run)) return { result: 'done' };",
    replace: "if (found === undefined) return { result: 'done' };",
    why: 'a poll that comes after the end of a run finds that it has ended, and that is taken for news',
    also: [
      {
        file: 'shared/products/rehearsal/domain/decide/run.ts',
        find: "return isLive(run) && run.executor !== 'manual' ? { job, run } : undefined;",
        replace: "return run.executor !== 'manual' ? { job, run } : undefined;",
      },
    ],
  },
];
