import { announce } from '#products/rehearsal/domain/announce/happenings.ts';
import { takenOver } from '#products/rehearsal/domain/continued.ts';
import type { Wanted } from '#products/rehearsal/domain/effects.ts';
import type { Commit } from '#products/rehearsal/domain/fact-kind.ts';
import { isShown, reactionTo } from '#products/rehearsal/domain/fact-table.ts';
import { isProven } from '#products/rehearsal/domain/proven.ts';
import { lookAfterHanging } from '#products/rehearsal/domain/react/gates.ts';
import { lookForLeftOvers } from '#products/rehearsal/domain/react/left-over.ts';
import { reactToProduction } from '#products/rehearsal/domain/react/production.ts';
import { keepPullRequestAlive, tellPullRequest } from '#products/rehearsal/domain/react/pull-request.ts';
import { tellUndone } from '#products/rehearsal/domain/react/undone.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';

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
