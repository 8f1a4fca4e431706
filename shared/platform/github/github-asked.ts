import type { z } from 'zod';
import type { PullRequest } from '#contexts/gates/ports/code-host.ts';
import type { GitHub } from './github-calls.ts';
import { checkedNumber } from '../checked-names.ts';
import { placeOf } from './github-names.ts';
import { timelineShape, type reviewsShape, type Pull } from './github-shapes.ts';

/** Whom a pull request was given to for review. `open`: they are on GitHub's list now. Teams as `owner/slug`. */
export interface Asked {
  people: ReadonlySet<string>;
  teams: ReadonlySet<string>;
  bots: ReadonlySet<string>;
  open: ReadonlySet<string>;
}

type Event = z.infer<typeof timelineShape>[number];
type Review = z.infer<typeof reviewsShape>[number];

/**
 * Whoever was asked once, unless somebody else than the one who opened it took that back: who wants something in cannot choose who is not asked.
 * Where the timeline is not for our token, whoever has said anything counts as asked.
 */
export async function readAsked(github: GitHub, change: PullRequest, pull: Pull, reviews: readonly Review[]): Promise<Asked> {
  const at = { ...placeOf(change), issue_number: checkedNumber(change.number) };
  const route = 'GET /repos/{owner}/{repo}/issues/{issue_number}/timeline';
  const events = await github.readAll(route, at, timelineShape, (page) => page, 403);
  const opener = pull.user?.login;
  const now = [
    ...(pull.requested_reviewers ?? []).map((requested_reviewer): Event => ({ event: 'review_requested', requested_reviewer })),
    ...(pull.requested_teams ?? []).map((requested_team): Event => ({ event: 'review_requested', requested_team })),
  ];
  const spoke = reviews.map(({ user }): Event => ({ event: 'review_requested', requested_reviewer: user }));
  return collect(change.owner, [...(events ?? spoke.filter((one) => one.requested_reviewer?.login !== opener)), ...now], opener, now);
}

function collect(owner: string, events: readonly Event[], opener: string | undefined, now: readonly Event[]): Asked {
  const people = new Set<string>();
  const teams = new Set<string>();
  const bots = new Set<string>();
  for (const { event, actor, requested_reviewer: person, requested_team: team } of events) {
    const name = team?.slug === undefined ? person?.login : `${owner}/${team.slug}`;
    if (name === undefined) continue;
    const of = team?.slug === undefined ? (isBot(person) ? bots : people) : teams;
    if (event === 'review_requested') of.add(name);
    else if (event === 'review_request_removed' && (actor ?? undefined) !== undefined && actor?.login !== opener) of.delete(name);
  }
  const open = new Set(
    now.flatMap((one) => one.requested_reviewer?.login ?? (one.requested_team ? `${owner}/${one.requested_team.slug}` : [])),
  );
  return { people, teams, bots, open };
}

function isBot(account: Event['requested_reviewer']): boolean {
  return account?.type === 'Bot' || account?.login.endsWith('[bot]') === true;
}
