import type { Instant } from '#domain/time.ts';
import type { Wanted } from '#domain/request/effects.ts';
import type { Fact } from '#domain/request/facts.ts';
import { isProven } from '#domain/request/proven.ts';
import { pullRequestRules, type Rules } from '#domain/request/rules.ts';
import type { RequestState } from '#domain/request/state.ts';

/** What the status and the comment on the pull request show (N5). What a person or a program is busy with in between is not for them. */
const TOLD: ReadonlySet<Fact['fact']> = new Set([
  'gates_recorded',
  'head_moved',
  'base_moved',
  'gates_fell',
  'gates_hold',
  'gates_passed',
  'returned',
  'contributor_answered',
  'request_edited',
  'queued',
  'deployed',
  'deployment_failed',
  'run_ended',
  'run_lost',
  'run_cancelled',
  'verdict_asked',
  'invalid_data_found',
  'invalid_data_settled',
  'rerun_ordered',
  'word_asked',
  'word_given',
  'word_waived',
  'word_refused',
  'job_approved',
  'job_rejected',
  'approved',
  'completed',
  'merge_refused',
  'merged',
  'rejected',
  'withdrawn',
  'verdict_undone',
]);

/** N5: from its first commit on; it goes on by itself for as long as the request does. */
export function keepPullRequestAlive(before: RequestState | undefined, after: RequestState, rules: Rules, at: Instant): Wanted[] {
  const { change } = after.submission;
  // I19: what keeps one alive goes on with its request to another.
  const isKept = before?.headSha !== undefined || before?.continued?.some(({ headSha }) => headSha !== undefined) === true;
  if (change.kind !== 'pull_request' || isKept || after.headSha === undefined) return [];
  const every = pullRequestRules(rules, change)?.keepAlive;
  return every === undefined ? [] : [{ effect: { kind: 'update_pull_request', what: 'keep_alive' }, notBefore: at + every, patient: true }];
}

/** Once for each version, however many of its facts are told. */
export function tellPullRequest(facts: readonly Fact[], after: RequestState, rules: Rules): Wanted[] {
  const { change } = after.submission;
  if (change.kind !== 'pull_request' || pullRequestRules(rules, change) === undefined) return [];
  if (!isProven(after) || !facts.some(({ fact }) => TOLD.has(fact))) return [];
  // Before the first look there is no commit to tell; but whoever withdraws then no longer keeps the other requests waiting.
  if (after.headSha === undefined && after.status !== 'withdrawn') return [];
  return [{ effect: { kind: 'update_pull_request' } }];
}
