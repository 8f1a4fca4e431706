import { isTestByHand } from '#domain/request/by-hand.ts';
import { lastRun, type Approval, type Job } from '#domain/job/state.ts';
import { personOf, recordAnswer, type Answering } from '#domain/request/decide/answering.ts';
import { askForVerdict } from '#domain/request/decide/asking.ts';
import type { Deciding } from '#domain/request/decide/context.ts';
import { rejectRequest } from '#domain/request/decide/ending.ts';
import { stopVerdictClocks } from '#domain/request/decide/verdicts.ts';
import { outdateDependants, settleInvalidData } from '#domain/request/decide/outdate.ts';
import { refuse, type Refusal } from '#domain/request/decision.ts';
import { takesTwo } from '#domain/request/two-admins.ts';
import { ranWithoutFailures, type Run, type RunResult } from '#domain/run/state.ts';

type Refused = { refused: Refusal } | undefined;

/** A1, R13: the decisions on a finished run. */
export function answerVerdict(deciding: Deciding, answering: Answering): Refused {
  const { draft } = deciding;
  const job = draft.state.jobs.find(({ step }) => step === answering.question.step);
  const run = job === undefined ? undefined : lastRun(job);
  if (job === undefined || run === undefined) return refuse('not_possible_now', 'there is no run to decide on');
  switch (answering.action) {
    case 'approve':
      return approve(deciding, answering, job, run);
    case 'reject':
      recordAnswer(deciding, answering);
      draft.record({ fact: 'job_rejected', step: job.step, reason: answering.details.comment, by: personOf(deciding), at: deciding.at });
      if (answering.together !== true) rejectRequest(deciding, `${job.step}: ${answering.details.comment}`, personOf(deciding));
      return undefined;
    case 'migration_fixes':
      recordAnswer(deciding, answering);
      settleInvalidData(deciding, job.step);
      askForVerdict(deciding, job.step, `the migration fixes it: ${answering.details.comment}`);
      return undefined;
    default:
      return rerun(deciding, answering, job);
  }
}

function rerun(deciding: Deciding, answering: Answering, job: Job): undefined {
  recordAnswer(deciding, answering);
  stopVerdictClocks(deciding, 'answered');
  if (answering.action === 'data_mended') settleInvalidData(deciding, job.step);
  deciding.draft.record({ fact: 'rerun_ordered', step: job.step, reason: answering.details.comment });
  outdateDependants(deciding, job.step);
  return undefined;
}

function approve(deciding: Deciding, answering: Answering, job: Job, run: Run): Refused {
  const { draft, at } = deciding;
  if (!ranWithoutFailures(run)) {
    return refuse('not_approvable', 'the run did not end without failures; run it again or reject');
  }
  const { result } = run;
  const by = personOf(deciding);
  const first = job.state === 'awaiting_verdict' ? job.firstApproval : undefined;
  const two = takesTwo(deciding.rules, job.ask.role);
  if (two && first?.by === by) return refuse('second_admin_needed', 'you have approved it already; now another admin is asked');
  const expectedOutput = expectedFact(job, result, answering.details.overrideReason);
  if (expectedOutput === undefined) {
    return refuse('override_missing', `the output is not as expected (${result.because.join('; ')}): say why it is good all the same`);
  }
  const outcomeVerified = answering.details.comment;
  const approval: Approval = { runId: run.id, sha: run.sha, expectedOutput, outcomeVerified, by, at };
  if (two && first === undefined) {
    // A7: one of two. The question stays open for the others, and its clock goes on.
    draft.record({ fact: 'first_approved', step: job.step, question: answering.question.id, approval });
    return undefined;
  }
  recordAnswer(deciding, answering);
  stopVerdictClocks(deciding, 'answered');
  const both = first === undefined || first.by === by ? approval : { ...approval, first };
  draft.record({ fact: 'job_approved', step: job.step, approval: both });
  return undefined;
}

/** A7: what the first of two admins said of it; the second agrees by approving. */
function firstReason(job: Job): string | undefined {
  const first = job.state === 'awaiting_verdict' ? job.firstApproval?.expectedOutput : undefined;
  return first?.kind === 'overridden' ? first.reason : undefined;
}

/** The second of the four facts, or undefined when an admin's reason is needed and was not given. */
function expectedFact(job: Job, result: RunResult, override: string | undefined): Approval['expectedOutput'] | undefined {
  if (isTestByHand(job)) return { kind: 'not_applicable' };
  if (result.outcome === 'succeeded') return { kind: 'matched' };
  const allowance = job.state === 'awaiting_verdict' ? job.allowance : undefined;
  const reason = override?.trim() || firstReason(job) || allowance;
  return reason === undefined ? undefined : { kind: 'overridden', reason };
}
