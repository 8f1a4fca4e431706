import type { RestAnswer, RestCall } from '../rest.ts';
import { answer, notFound, page } from './answers.ts';
import { account, commitsBetween } from './commits.ts';
import type { Held } from './held.ts';
import { readPull } from './pulls.ts';

/** Oldest first. */
export async function listReviews(held: Held, number: number, call: RestCall): Promise<RestAnswer> {
  const pull = await readPull(held, number);
  if (pull === undefined) return notFound();
  const reviews = (held.reviews.get(number) ?? []).map(({ user, state, at, as }, n) => ({
    id: n + 1,
    user: account(user),
    state,
    body: '',
    commit_id: at ?? pull.head.sha,
    author_association: as ?? 'MEMBER',
  }));
  return page(call, reviews);
}

/** Who was asked and taken back; whoever is asked now was asked once. */
export function listTimeline(held: Held, number: number, call: RestCall): RestAnswer {
  const asked = held.asked.get(number) ?? { people: [], teams: [] };
  const now = [...asked.people.map((person) => ({ person })), ...asked.teams.map((team) => ({ team }))].map((who) => ({
    event: 'review_requested' as const,
    actor: held.openers.get(number) ?? OPENER,
    ...who,
  }));
  const events = [...now, ...(held.timelines.get(number) ?? [])].map(({ event, actor, ...who }, n) => ({
    id: n + 1,
    event,
    actor: account(actor),
    ...('person' in who && who.person !== undefined ? { requested_reviewer: account(who.person) } : {}),
    ...('team' in who && who.team !== undefined ? { requested_team: { slug: who.team } } : {}),
  }));
  return page(call, [{ event: 'committed', sha: 'x' }, ...events]);
}

const OPENER = 'opener';

/** 403 for teams that this token may not see. */
export function listMembers(all: Iterable<Held>, org: string, team: string, call: RestCall): RestAnswer {
  for (const held of all) {
    const members = held.owner === org ? held.members.get(team) : undefined;
    if (members !== undefined) return page(call, members.map(account));
  }
  return answer(403, { message: 'Resource not accessible by integration' });
}

/** The commits that a pull request brings, oldest first, at most 250. */
export async function listPullCommits(held: Held, number: number, call: RestCall): Promise<RestAnswer> {
  const pull = await readPull(held, number);
  if (pull === undefined) return notFound();
  return page(call, (await commitsBetween(held, pull.base.sha, pull.head.sha)).slice(0, 250));
}
