import { lastRun } from '#domain/job/state.ts';
import { questionRules, type Action, type Question } from '#domain/request/questions.ts';
import type { RequestState } from '#domain/request/state.ts';
import { ranWithoutFailures } from '#domain/run/state.ts';

/** N2: what can really be answered now. Nobody is offered to approve a run that failed. */
export function possibleActions(state: RequestState, question: Question): Action[] {
  const { actions } = questionRules[question.kind];
  const job = state.jobs.find(({ step }) => step === question.step);
  const approvable = question.kind !== 'verdict' || (job !== undefined && ranWithoutFailures(lastRun(job)));
  return actions.filter((action) => action !== 'approve' || approvable);
}
