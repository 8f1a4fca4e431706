import type { ActionKind, Refused } from '#products/rehearsal/kinds/actions/define.ts';
import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import { askedRun } from '#products/rehearsal/domain/decide/asked-run.ts';
import { personOf, recordAnswer, type Answering } from '#products/rehearsal/domain/decide/answering.ts';
import { rejectRequest } from '#products/rehearsal/domain/decide/ending.ts';

export const reject: ActionKind = {
  label: 'Reject',
  rank: 70,
  needs: 'What went wrong, and what should change?',
  done: 'Rejected',
  consequence: 'The contributor is told what went wrong and how to send it again. Jobs that are still waiting are cancelled.',
  isDrastic: true,
  neverStandsOut: true,
  placeAmongVerdicts: 3,
  // G7: what is approved, and held before its merge, can be waived only.
  isPossible: ({ status }, { kind }) => kind !== 'gates' || status !== 'approved',
  decide: { gates: rejectAll, review: rejectAll, deployment: rejectAll, verdict: rejectJob },
};

/** Q1: before anything has run, and after a deployment that failed. */
function rejectAll(deciding: Deciding, answering: Answering): undefined {
  recordAnswer(deciding, answering);
  rejectRequest(deciding, answering.details.comment, personOf(deciding));
}

/** A4: one job that is not good ends the request. */
function rejectJob(deciding: Deciding, answering: Answering): Refused {
  const asked = askedRun(deciding, answering);
  if ('refused' in asked) return asked;
  const { step } = asked.job;
  const { comment: reason } = answering.details;
  recordAnswer(deciding, answering);
  deciding.draft.record({ fact: 'job_rejected', step, reason, by: personOf(deciding), at: deciding.at });
  if (answering.together !== true) rejectRequest(deciding, `${step}: ${reason}`, personOf(deciding));
  return undefined;
}
