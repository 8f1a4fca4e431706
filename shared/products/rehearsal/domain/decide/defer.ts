import { isAuthor } from '#contexts/gates/domain/authors.ts';
import { choosableReleases, releaseNamed } from '#contexts/calendar/domain/named.ts';
import { releaseProblem } from '#contexts/intake/domain/release-name.ts';
import type { CommandOf } from '#products/rehearsal/domain/commands.ts';
import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import { refuse, type Refusal } from '#products/rehearsal/domain/decision.ts';
import { isClosed } from '#products/rehearsal/domain/parts/lifecycle.ts';

type Refused = { refused: Refusal } | undefined;

/** C5: what misses a release, or blocks one, is moved to a later one by the release team. Its review, its turn and its runs go on. */
export function deferRequest({ draft, at, rules }: Deciding, { release, reason, operator }: CommandOf<'defer_request'>): Refused {
  const { state } = draft;
  if (isClosed(state)) return refuse('not_possible_now', `it is over: ${state.status}`);
  const person = rules.people.find(({ id }) => id === operator);
  if (person !== undefined && isAuthor(person, state))
    return refuse('author_decides_nothing', 'authors never decide on their own requests');
  const wrong = releaseProblem(release, choosableReleases(rules, at), at);
  if (wrong !== undefined) return refuse('detail_missing', wrong);
  const before = state.submission.targetRelease;
  if (release === before) return refuse('detail_missing', `it is for ${release} already; name another release`);
  const [from, to] = [releaseNamed(rules, before), releaseNamed(rules, release)];
  if (from !== undefined && to !== undefined && to.hardCutoff <= from.hardCutoff)
    return refuse('detail_missing', `${release} is cut before ${from.name}; name a later release`);
  draft.record({ fact: 'deferred_by_team', release, reason, by: operator, at });
  return undefined;
}
