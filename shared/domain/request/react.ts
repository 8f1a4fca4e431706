import { announce } from '#domain/announce/happenings.ts';
import { takenOver } from '#domain/request/continued.ts';
import type { Wanted } from '#domain/request/effects.ts';
import type { Commit } from '#domain/request/fact-kind.ts';
import { isShown, reactionTo } from '#domain/request/fact-table.ts';
import { isProven } from '#domain/request/proven.ts';
import { lookAfterHanging } from '#domain/request/react/gates.ts';
import { lookForLeftOvers } from '#domain/request/react/left-over.ts';
import { reactToProduction } from '#domain/request/react/production.ts';
import { keepPullRequestAlive, tellPullRequest } from '#domain/request/react/pull-request.ts';
import { tellUndone } from '#domain/request/react/undone.ts';
import type { Requested } from '#domain/request/parts/requested.ts';

/** What follows from all that happened at once; after what follows from each fact, in this order. */
const OF_COMMITS: readonly ((commit: Commit) => Wanted[])[] = [
  tellSheet,
  tellUndone,
  lookAfterHanging,
  lookForLeftOvers,
  reactToProduction,
  keepPullRequestAlive,
  tellPullRequest,
  announce,
];

/** Everything that must be done outside because these facts happened; saved in the same commit as they. Pure. */
export function react(commit: Commit): Wanted[] {
  const all = [...commit.facts.flatMap((fact) => reactionTo(fact, commit)), ...OF_COMMITS.flatMap((rule) => rule(commit))];
  return forItsTaker(all, commit.after);
}

function tellSheet({ facts, after }: Commit): Wanted[] {
  return facts.some((fact) => isShown(fact, 'sheet')) && isProven(after) ? [{ effect: { kind: 'update_sheet' } }] : [];
}

const OF_CONTRIBUTORS: ReadonlySet<string> = new Set(['contributor', 'former_contributor']);

/** I19: what is wanted for one contributor is not for the next. What is ordered again stays for whom it was. */
function forItsTaker(all: Wanted[], after: Requested): Wanted[] {
  const taker = takenOver(after);
  if (taker === 0) return all;
  return all.map((one) =>
    one.effect.kind === 'send_mail' && OF_CONTRIBUTORS.has(one.effect.to) && one.effect.again !== true
      ? { ...one, effect: { ...one.effect, taker } }
      : one,
  );
}
