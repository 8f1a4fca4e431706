import type { ProductionOutcome } from '#domain/request/production.ts';
import type { Job } from '#domain/job/state.ts';
import type { Gate, GateName } from '#domain/request/gates.ts';
import type { Action, QuestionKind } from '#domain/request/questions.ts';
import type { Status } from '#domain/request/state.ts';
import type { CancelReason, RunResult } from '#domain/run/state.ts';

export { docPartLabels, kindLabels, modeLabels, roleLabels } from '#domain/intake/choices.ts';

/** The words for people of everything that has a name in code. */

export const statusLabels: Record<Status, string> = {
  waiting_for_confirmation: 'Waiting for confirmation',
  waiting_for_gates: 'Waiting for gates',
  in_review: 'In review',
  returned: 'Returned with a question',
  queued: 'Waiting for the backend',
  deploying: 'Being deployed',
  deployment_failed: 'Deployment failed',
  running: 'Running',
  awaiting_verdict: 'Waiting for a verdict',
  on_hold: 'On hold for an audit’s result',
  approved: 'Approved',
  completed: 'Completed',
  rejected: 'Rejected',
  withdrawn: 'Withdrawn',
};

export const gateLabels: Record<GateName, string> = {
  pull_request: 'Pull request is open',
  checks: 'Checks are green',
  reviewers: 'Reviewers have approved',
  registry: 'Jobs are in the registry',
  test_file: 'Tests come with the job',
  audit: 'Migration has an audit',
};

export const gateStates: Record<Gate['state'], string> = { passed: 'passed', failed: 'failed', pending: 'waiting', skipped: 'skipped' };

export const jobStateLabels: Record<Job['state'], string> = {
  waiting: 'Waiting',
  running: 'Running',
  awaiting_verdict: 'Waiting for a verdict',
  invalid_data_found: 'Invalid data found',
  on_hold: 'On hold',
  approved: 'Approved',
  rejected: 'Rejected',
  cancelled: 'Cancelled',
};

export const outcomeLabels: Record<RunResult['outcome'], string> = { succeeded: 'Succeeded', unclear: 'Unclear', failed: 'Failed' };

export const questionLabels: Record<QuestionKind, string> = {
  confirm: 'Is this address yours, and the request?',
  withdraw: 'Do you want to change it, let it go on elsewhere, or withdraw it?',
  supersede: 'Does your newer request take its place?',
  gates: 'May it go on without these gates?',
  review: 'May this run on the backup server?',
  return: 'A question about your request',
  verdict: 'Is it fully tested?',
  verdicts: 'Are these fully tested?',
  hold: 'What happens with the invalid data?',
  word: 'May this audit’s result be built on?',
  word_waiver: 'May it go on without the contributor’s word?',
  manual_step: 'Was this deployment step done?',
  regression: 'Did the change break it?',
  manual_test: 'Did the test by hand pass?',
  deployment: 'What happens after the failed deployment?',
  freeze: 'Must it start in spite of the freeze?',
  concern: 'Somebody says that something is wrong',
  production: 'What became of it in production?',
};

/** What has been done, for records: `Accepted by …`. */
export const doneLabels: Record<Action, string> = {
  confirm: 'Confirmed',
  edit: 'Edited',
  continue: 'Sent on to another pull request',
  take_over: 'Given to an earlier request',
  withdraw: 'Withdrawn',
  supersede: 'Replaced',
  waive: 'Waived',
  accept: 'Accepted',
  return: 'Returned',
  reject: 'Rejected',
  assign: 'Assigned',
  defer: 'Deferred',
  answer: 'Answered',
  approve: 'Approved',
  rerun: 'Ordered to run again',
  undo: 'Undone',
  migration_fixes: 'Left to the migration',
  data_mended: 'Data mended',
  go_on: 'Cleared to go on',
  object: 'Objected to',
  waive_word: 'Cleared to go on without the contributor’s word',
  it_ran: 'Recorded as run in production',
  it_failed: 'Recorded as failed in production',
  not_run: 'Recorded as not run in production',
  false_alarm: 'Called a false alarm',
  caused_by_change: 'Laid to the change',
  reply: 'Replied to',
  passed: 'Passed',
  failed: 'Failed',
  retry: 'Ordered to deploy again',
  override: 'Freeze overridden',
};

/** A9. */
export const productionLabels: Record<ProductionOutcome, string> = {
  run: 'ran in production',
  failed: 'failed in production',
  not_run: 'not run in production',
};

export const cancelLabels: Record<CancelReason, string> = {
  gates: 'a gate fell before it was launched',
  contributor: 'withdrawn by the contributor',
  admin: 'stopped by an admin',
  maintenance: 'the backend is in maintenance',
  drain: 'the backend is being drained',
  superseded: 'something newer took its place',
  cutoff: 'the release was cut',
  timeout: 'it took too long',
};
