import { lastRun } from '#domain/job/state.ts';
import { isPullRequestClosed } from '#domain/request/fallen.ts';
import { mayTakeOver } from '#domain/request/related.ts';
import { editableOf } from '#domain/request/editable.ts';
import { coveredBy, questionRules, type Action, type Question } from '#domain/request/questions.ts';
import type { RequestState } from '#domain/request/state.ts';
import { ranWithoutFailures } from '#domain/run/state.ts';

/** N2: what can really be answered now. Nobody is offered to approve a run that failed. */
export function possibleActions(state: RequestState, question: Question): Action[] {
  const { actions } = questionRules[question.kind];
  const asked = question.kind === 'verdicts' ? coveredBy(state.questions, question).filter((one) => one.state === 'open') : [question];
  const approvable = question.kind !== 'verdict' && question.kind !== 'verdicts' ? true : asked.some((one) => isApprovable(state, one));
  return actions.filter(
    (action) =>
      (action !== 'approve' || approvable) &&
      (action !== 'edit' || editableOf(state).answers) &&
      (action !== 'continue' || mayContinue(state)) &&
      (action !== 'take_over' || mayTakeOver(state).length > 0) &&
      (question.kind !== 'gates' || makesSense(state, action)),
  );
}

/** I19: as far as it can be known before the other pull request is. */
function mayContinue({ submission, merge }: RequestState): boolean {
  return submission.change.kind === 'pull_request' && merge?.state !== 'merged' && merge?.state !== 'begun';
}

/** G7: what was reviewed is returned through the review; and what is approved, and held before its merge, can be waived only. */
function makesSense({ status, gates }: RequestState, action: Action): boolean {
  // I19: its pull request is closed, and another one has taken its place.
  if (action === 'continue') return status !== 'approved' && isPullRequestClosed(gates);
  if (action === 'return') return status === 'waiting_for_gates';
  return action !== 'reject' || status !== 'approved';
}

/** A1: whatever anybody says, only what ran without failures can be approved. */
function isApprovable({ jobs }: RequestState, { step }: Question): boolean {
  const job = jobs.find((one) => one.step === step);
  return job !== undefined && ranWithoutFailures(lastRun(job));
}
