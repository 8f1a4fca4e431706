import { largest } from '#domain/lists.ts';
import type { Change } from '#domain/intake/submission.ts';
import type { CannotTell, ReviewsSeen } from '#domain/request/gates-seen.ts';
import { CodeHostUnavailable } from '#ports/code-host.ts';
import type { GitHub } from './github-calls.ts';
import { readPull } from './github-head.ts';
import { checkedNumber, checkedSha, placeOf } from './github-names.ts';
import { branchRulesShape, reviewsShape, type Pull } from './github-shapes.ts';

/**
 * Who was asked and who has answered. An approval of an earlier commit counts for as long as the project's own rules on GitHub let it
 * stand: they dismiss it, or not. GitHub takes a person off the list of those asked as soon as they have said anything.
 */
export async function readReviews(github: GitHub, change: Change, sha: string): Promise<ReviewsSeen | CannotTell> {
  const head = checkedSha(sha);
  if (change.kind === 'ref') return { state: 'cannot_tell', why: 'there is no pull request to review' };
  const place = placeOf(change);
  const asked = { ...place, pull_number: checkedNumber(change.number) };
  const [pull, reviews] = await Promise.all([
    readPull(github, change),
    github.readAll('GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews', asked, reviewsShape, (page) => page),
  ]);
  if (pull?.head.sha !== head || reviews === undefined) throw new CodeHostUnavailable('the pull request moved on while it was read');
  const last = lastWords(reviews);
  const saying = (word: string): string[] => [...last].flatMap(([login, state]) => (state === word ? [login] : [])).toSorted();
  const approvalsWanted = await readApprovalsWanted(github, { ...place, branch: pull.base.ref });
  return {
    state: 'read',
    approvedBy: saying('APPROVED'),
    changesRequestedBy: saying('CHANGES_REQUESTED'),
    awaited: awaited(pull, change.owner),
    approvalsWanted,
  };
}

/** Oldest first, as GitHub lists them. A comment takes nothing back; a dismissal does. */
function lastWords(reviews: readonly { user: { login: string } | null; state: string }[]): Map<string, string> {
  const words = new Map<string, string>();
  for (const { user, state } of reviews) {
    if (user !== null && ['APPROVED', 'CHANGES_REQUESTED', 'DISMISSED'].includes(state)) words.set(user.login, state);
  }
  return words;
}

function awaited({ requested_reviewers: people, requested_teams: teams }: Pull, owner: string): string[] {
  return [...(people ?? []).map(({ login }) => login), ...(teams ?? []).map(({ slug }) => `${owner}/${slug}`)].toSorted();
}

/** From rulesets, which every reader may see; the older branch protection is only for administrators' eyes. */
async function readApprovalsWanted(github: GitHub, at: { owner: string; repo: string; branch: string }): Promise<number> {
  const rules = await github.readAll('GET /repos/{owner}/{repo}/rules/branches/{branch}', at, branchRulesShape, (page) => page);
  const counts = (rules ?? []).flatMap(({ type, parameters }) =>
    type === 'pull_request' ? [parameters?.required_approving_review_count ?? 0] : [],
  );
  return largest(0, counts);
}
