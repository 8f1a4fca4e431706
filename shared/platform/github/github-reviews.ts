import type { Change } from '#contexts/intake/domain/submission.ts';
import type { CannotTell, ReviewEvidence } from '#contexts/gates/domain/gate-evidence.ts';
import { CodeHostUnavailable } from '#contexts/gates/ports/code-host.ts';
import type { z } from 'zod';
import { readAsked, type Asked } from './github-asked.ts';
import type { GitHub } from './github-calls.ts';
import { readPull } from './github-head.ts';
import { checkedNumber, checkedSha } from '../checked-names.ts';
import { placeOf } from './github-names.ts';
import { readBranchRules, type BranchRules } from './github-rules.ts';
import { membersShape, reviewsShape } from './github-shapes.ts';

type Review = z.infer<typeof reviewsShape>[number];

/**
 * Who was asked and who has answered. GitHub takes a person off the list of those asked as soon as they have said anything, and a team as soon
 * as one of it has: whoever was asked once is known from the timeline. An approval of an earlier commit counts unless the branch's rules dismiss it.
 */
export async function readReviews(github: GitHub, change: Change, sha: string): Promise<ReviewEvidence | CannotTell> {
  const head = checkedSha(sha);
  if (change.kind === 'ref') return { state: 'cannot_tell', why: 'there is no pull request to review' };
  const place = placeOf(change);
  const at = { ...place, pull_number: checkedNumber(change.number) };
  const [pull, reviews] = await Promise.all([
    readPull(github, change),
    github.readAll('GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews', at, reviewsShape, (page) => page),
  ]);
  if (pull?.head.sha !== head || reviews === undefined) throw new CodeHostUnavailable('the pull request changed while it was being read');
  const [rules, asked] = await Promise.all([readBranchRules(github, place, pull.base.ref), readAsked(github, change, pull, reviews)]);
  const teams = await readTeams(github, change.owner, [...asked.teams]);
  return judged({ reviews, rules, asked, teams, head });
}

interface Read {
  reviews: readonly Review[];
  rules: BranchRules;
  asked: Asked;
  teams: NonNullable<ReviewEvidence['teams']>;
  head: string;
}

function judged({ reviews, rules, asked, teams, head }: Read): ReviewEvidence {
  const last = [...lastWords(reviews)].filter(([login]) => !isBotName(login));
  const counts = ({ commit_id: at }: Review): boolean => !rules.dismissesStale || (at ?? head) === head;
  const saying = (word: string): Review[] =>
    last.flatMap(([, review]) => (review.state === word && (word !== 'APPROVED' || counts(review)) ? [review] : []));
  const approved = saying('APPROVED');
  const approvedBy = names(approved);
  // Nobody tells who is in such a team any more: whoever approved may have done so for it.
  const isSettled = (team: string): boolean => !asked.open.has(team) && approvedBy.length > 0 && !teams.some(({ name }) => name === team);
  const people = [...asked.people].filter((login) => asked.open.has(login) || !approvedBy.includes(login));
  return {
    state: 'read',
    approvedBy,
    changesRequestedBy: names(saying('CHANGES_REQUESTED')),
    awaited: [...people, ...[...asked.teams].filter((team) => !isSettled(team))].toSorted(),
    approvalsWanted: rules.approvals,
    strangers: names(approved.filter(({ author_association: as }) => as !== undefined && !WRITERS.has(as))),
    teams,
    bots: [...asked.bots].toSorted(),
  };
}

/** Only their approvals count for GitHub's own rules. */
const WRITERS: ReadonlySet<string> = new Set(['OWNER', 'MEMBER', 'COLLABORATOR']);

/** Oldest first, as GitHub lists them. A comment takes nothing back; a dismissal does. What a program says is no review. */
function lastWords(reviews: readonly Review[]): Map<string, Review> {
  const words = new Map<string, Review>();
  for (const review of reviews) {
    const { user, state } = review;
    if (user !== null && user.type !== 'Bot' && ['APPROVED', 'CHANGES_REQUESTED', 'DISMISSED'].includes(state))
      words.set(user.login, review);
  }
  return words;
}

function isBotName(login: string): boolean {
  return login.endsWith('[bot]');
}

function names(reviews: readonly Review[]): string[] {
  return reviews.flatMap(({ user }) => user?.login ?? []).toSorted();
}

/** `team`: `owner/slug`. One whose members our token may not see is left out. */
async function readTeams(github: GitHub, org: string, teams: readonly string[]): Promise<NonNullable<ReviewEvidence['teams']>> {
  const read = await Promise.all(
    teams.map(async (name) => {
      const at = { org, team_slug: name.slice(name.indexOf('/') + 1) };
      const members = await github.readAll('GET /orgs/{org}/teams/{team_slug}/members', at, membersShape, (page) => page, 403);
      return members === undefined ? [] : [{ name, members: members.map(({ login }) => login) }];
    }),
  );
  return read.flat();
}
