import type { Wanted } from '#products/rehearsal/domain/effects.ts';
import type { Commit } from '#products/rehearsal/domain/fact-kind.ts';
import { isShown } from '#products/rehearsal/domain/fact-table.ts';
import { isProven } from '#products/rehearsal/domain/proven.ts';
import { pullRequestRules } from '#products/rehearsal/domain/rules.ts';

/** N5: from its first commit on; it goes on by itself for as long as the request does. */
export function keepPullRequestAlive({ before, after, rules, at }: Commit): Wanted[] {
  const { change } = after.submission;
  // I19: what keeps one alive goes on with its request to another.
  const isKept = before?.headSha !== undefined || before?.continued?.some(({ headSha }) => headSha !== undefined) === true;
  if (change.kind !== 'pull_request' || isKept || after.headSha === undefined) return [];
  const every = pullRequestRules(rules, change)?.keepAlive;
  return every === undefined ? [] : [{ effect: { kind: 'update_pull_request', what: 'keep_alive' }, notBefore: at + every, patient: true }];
}

/** Once for each version, however many of its facts are told. */
export function tellPullRequest({ facts, after, rules }: Commit): Wanted[] {
  const { change } = after.submission;
  if (change.kind !== 'pull_request' || pullRequestRules(rules, change) === undefined) return [];
  if (!isProven(after) || !facts.some((fact) => isShown(fact, 'pull_request'))) return [];
  // Before the first look there is no commit to tell; but whoever withdraws then no longer keeps the other requests waiting.
  if (after.headSha === undefined && after.status !== 'withdrawn') return [];
  return [{ effect: { kind: 'update_pull_request' } }];
}
