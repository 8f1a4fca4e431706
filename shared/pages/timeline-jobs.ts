import type { FactOf } from '#domain/request/facts.ts';
import { resultOf, type Run } from '#domain/run/state.ts';
import type { Rules } from '#domain/request/rules.ts';
import type { RequestState } from '#domain/request/state.ts';
import { nameOfStep, personName } from '#pages/about.ts';
import { cancelLabels, outcomeLabels } from '#pages/labels.ts';
import { listed, shortSha } from '#pages/text.ts';

export type TurnFact = FactOf<
  | 'turn_granted'
  | 'test_ref_made'
  | 'deploy_step_started'
  | 'deploy_step_ended'
  | 'regression_cleared'
  | 'version_lost'
  | 'clearing_begun'
  | 'deployed'
  | 'deployment_failed'
  | 'turn_ended'
>;
export type RunFact = FactOf<
  | 'evidence_compared'
  | 'run_reused'
  | 'run_intended'
  | 'run_launched'
  | 'run_started'
  | 'run_ended'
  | 'run_cancel_requested'
  | 'run_cancelled'
  | 'run_lost'
>;
export type JobFact = FactOf<
  | 'retry_planned'
  | 'verdict_asked'
  | 'verdicts_wanted'
  | 'invalid_data_found'
  | 'invalid_data_settled'
  | 'rerun_ordered'
  | 'first_approved'
  | 'first_approval_undone'
  | 'job_approved'
  | 'job_rejected'
  | 'jobs_cancelled'
  | 'verdict_awaited'
  | 'put_on_hold'
  | 'verdict_undone'
>;

/** What happened to deployments, runs and jobs, as sentences without a full stop. */
export function jobFactSentence(fact: TurnFact | RunFact | JobFact, state: RequestState, rules: Rules): string {
  switch (fact.fact) {
    case 'turn_granted':
    case 'test_ref_made':
    case 'deploy_step_started':
    case 'deploy_step_ended':
    case 'regression_cleared':
    case 'version_lost':
    case 'clearing_begun':
    case 'deployed':
    case 'deployment_failed':
    case 'turn_ended':
      return tellTurn(fact);
    case 'evidence_compared':
    case 'run_reused':
    case 'run_intended':
    case 'run_launched':
    case 'run_started':
    case 'run_ended':
    case 'run_cancel_requested':
    case 'run_cancelled':
    case 'run_lost':
      return tellRun(fact, state);
    default:
      return tellJob(fact, state, rules);
  }
}

function tellTurn(fact: TurnFact): string {
  switch (fact.fact) {
    case 'turn_granted':
      return `It has its turn on ${fact.turn.backend}`;
    case 'test_ref_made':
      return `The pull request was merged onto the base as ${fact.testRef} (${shortSha(fact.testSha)})`;
    case 'deploy_step_started':
      return `Step ${fact.step} started`;
    case 'deploy_step_ended':
      return `Step ${fact.step} ${fact.passed ? 'passed' : 'failed'}${fact.note === '' ? '' : `: ${fact.note}`}`;
    case 'version_lost':
      return `It is deployed again: ${fact.why}`;
    case 'clearing_begun':
      return `The backend is put in order for the next: ${fact.steps.map(({ name }) => name).join(', ')}`;
    case 'regression_cleared':
      return `The failed step ${fact.step} is a false alarm: ${fact.reason}`;
    case 'deployed':
      return 'It is deployed';
    case 'deployment_failed':
      return `The deployment failed: ${fact.why}`;
    case 'turn_ended':
      return 'Its turn on the backend is over';
  }
}

/** I14, I19. */
function ranFor(from: Run['reusedFrom'], { id }: RequestState): string {
  if (from === undefined) return 'before';
  return from.requestId === id ? `at commit ${shortSha(from.sha)}, at an earlier pull request` : `for request ${from.requestId}`;
}

function tellRun(fact: RunFact, state: RequestState): string {
  if (fact.fact === 'run_intended') return `Run ${fact.run.attempt} of ${nameOfStep(state.submission, fact.step)} is to be started`;
  if (fact.fact === 'run_reused')
    return `Run ${fact.run.id} of ${nameOfStep(state.submission, fact.step)} counts again; it ran ${ranFor(fact.run.reusedFrom, state)}`;
  if (fact.fact === 'evidence_compared') return tellEarlier(fact, state);
  const job = state.jobs.find(({ runs }) => runs.some(({ id }) => id === fact.run));
  const run = job?.runs.find(({ id }) => id === fact.run);
  const which =
    job === undefined || run === undefined ? `Run ${fact.run}` : `Run ${run.attempt} of ${nameOfStep(state.submission, job.step)}`;
  switch (fact.fact) {
    case 'run_launched':
      return `${which} was launched`;
    case 'run_started':
      return `${which} started`;
    case 'run_ended':
      return `${which} ended: ${outcomeLabels[(resultOf(run) ?? fact.result).outcome].toLowerCase()}${fact.result.because.length === 0 ? '' : ` (${fact.result.because.join('; ')})`}`;
    case 'run_cancel_requested':
      return `${which} is to be stopped: ${cancelLabels[fact.reason]}`;
    case 'run_cancelled':
      return `${which} was stopped: ${cancelLabels[fact.reason]}`;
    case 'run_lost':
      return `${which} is lost: ${fact.why}`;
  }
}

function tellEarlier({ earlier: { headSha, found } }: FactOf<'evidence_compared'>, state: RequestState): string {
  const parts = found.map(
    ({ step, requestId, counts, why }) =>
      `that of ${nameOfStep(state.submission, step)} in request ${requestId} ${counts ? 'counts' : 'does not count'}, ${why}`,
  );
  return `Earlier evidence at ${shortSha(headSha)}: ${parts.join('; ')}`;
}

function tellJob(fact: JobFact, state: RequestState, rules: Rules): string {
  const names = (steps: string[]): string => listed(steps.map((step) => nameOfStep(state.submission, step)));
  switch (fact.fact) {
    case 'retry_planned':
      return `${names([fact.step])} will run again: ${fact.cause.replaceAll('_', ' ')}`;
    case 'verdict_asked':
      return `${names([fact.step])} waits for a verdict${fact.allowance === undefined ? '' : `; ${fact.allowance}`}`;
    case 'verdicts_wanted':
      return `The admins are asked for ${fact.questions.length === 1 ? 'the verdict' : `${fact.questions.length} verdicts, in one mail`}`;
    case 'invalid_data_found':
      return `${names([fact.step])} found invalid data; on hold: ${names(fact.held)}`;
    case 'invalid_data_settled':
      return `It is settled what happens with the data that ${names([fact.step])} found${fact.resumed.length === 0 ? '' : `; no longer on hold: ${names(fact.resumed)}`}`;
    case 'rerun_ordered':
      return `${names([fact.step])} is to run again: ${fact.reason}`;
    case 'first_approved':
      return `${names([fact.step])} is approved by ${personName(fact.approval.by, state, rules)}, one of two: ${fact.approval.outcomeVerified}`;
    case 'first_approval_undone':
      return `${personName(fact.by, state, rules)} took back the first of two approvals of ${names([fact.step])}`;
    case 'job_approved':
      return `${names([fact.step])} is approved by ${personName(fact.approval.by, state, rules)} at ${shortSha(fact.approval.sha)}: ${fact.approval.outcomeVerified}`;
    case 'job_rejected':
      return `${names([fact.step])} is rejected by ${personName(fact.by, state, rules)}: ${fact.reason}`;
    case 'jobs_cancelled':
      return `No longer to run: ${names(fact.steps)} (${fact.reason})`;
    case 'verdict_awaited':
      return 'Everything that can run has run; it waits for a verdict';
    case 'put_on_hold':
      return 'The request is on hold';
    case 'verdict_undone':
      return `The verdict on ${names([fact.step])} was undone${fact.revived.length === 0 ? '' : `; waiting again: ${names(fact.revived)}`}`;
  }
}
