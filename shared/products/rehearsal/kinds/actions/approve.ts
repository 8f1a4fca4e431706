import type { ActionKind, Refused } from '#products/rehearsal/kinds/actions/define.ts';
import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import type { ProseField } from '#products/rehearsal/domain/fields/define.ts';
import { askedRun } from '#products/rehearsal/domain/decide/asked-run.ts';
import { isTestByHand } from '#contexts/plans/domain/job/by-hand.ts';
import { lastRunOf, type Approval, type Job } from '#contexts/plans/domain/job/state.ts';
import { needsOverride } from '#products/rehearsal/domain/judgements.ts';
import { partsOf } from '#products/rehearsal/domain/questions.ts';
import { personOf, recordAnswer, throughOf, type Answering } from '#products/rehearsal/domain/decide/answering.ts';
import { ranWithoutFailures, type RunResult } from '#contexts/operations/domain/run/state.ts';
import { refuse } from '#products/rehearsal/domain/decision.ts';
import { stopVerdictClocks } from '#products/rehearsal/domain/decide/verdicts.ts';
import { takesTwo } from '#products/rehearsal/domain/two-admins.ts';
import { wordsProblem } from '#contexts/intake/domain/text.ts';

/** A1. */
export const approve: ActionKind = {
  label: 'Approve',
  rank: 10,
  needs: 'How did you verify that the outcome is as expected?',
  needsGates: true,
  done: 'Approved',
  consequence: ({ undoWithin, mergeOnApproval }, { durationText }) =>
    `It is approved at exactly this commit. You can undo it for ${durationText(undoWithin)}${mergeOnApproval === true ? ', or until the pull request is merged, which happens right after the last approval' : ''}.`,
  fields: [overrideField()],
  placeAmongVerdicts: 2,
  // A1: whatever anybody says, only what ran without failures can be approved.
  isPossible: ({ jobs, questions }, question) => partsOf(questions, question).some(({ step }) => ranWithoutFailures(lastRunOf(jobs, step))),
  decide: { verdict: approveJob },
};

function approveJob(deciding: Deciding, answering: Answering): Refused {
  const asked = askedRun(deciding, answering);
  if ('refused' in asked) return asked;
  const { job, run } = asked;
  const { draft, at } = deciding;
  if (!ranWithoutFailures(run)) {
    return refuse('not_approvable', 'the run had failures; run it again or reject');
  }
  const { result } = run;
  const by = personOf(deciding);
  const first = job.state === 'awaiting_verdict' ? job.firstApproval : undefined;
  const two = takesTwo(deciding.rules, job.ask.role);
  if (two && first?.by === by) return refuse('second_admin_needed', 'you have already approved it; another admin is asked now');
  const expectedOutput = expectedFact(job, result, answering.details.overrideReason);
  if (expectedOutput === undefined) {
    return refuse('override_missing', `the output is not as expected (${result.because.join('; ')}): say why it is acceptable anyway`);
  }
  const outcomeVerified = answering.details.comment;
  const approval: Approval = { runId: run.id, sha: run.sha, expectedOutput, outcomeVerified, by, at, ...throughOf(deciding) };
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

function overrideField(): ProseField {
  return {
    kind: 'prose',
    name: 'overrideReason',
    label: 'Why is the output acceptable anyway?',
    hint: 'The output is not as expected. Your reason stays on the record, in place of the comparison.',
    missing: 'The output is not as expected: say why it is acceptable anyway.',
    isShown: ({ state, question }) => needsOverride(state.jobs.find(({ step }) => step === question.step)),
    problem: wordsProblem,
    read: (overrideReason) => ({ overrideReason }),
  };
}
