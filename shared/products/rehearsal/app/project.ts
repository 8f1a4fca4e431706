import type { RequestDocument } from '#products/rehearsal/stored/document-types.ts';
import type { Instant } from '#kernel/time.ts';
import { holdsLease } from '#contexts/operations/domain/deployment/state.ts';
import { changeKey } from '#contexts/intake/domain/submission.ts';
import { boardRank } from '#products/rehearsal/domain/board-rank.ts';
import { awaitedRelease } from '#products/rehearsal/domain/cutoff.ts';
import { isHeld } from '#products/rehearsal/domain/fallen.ts';
import { isPurged } from '#products/rehearsal/domain/personal.ts';
import { queueRank } from '#products/rehearsal/domain/queue-order.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import { isClosed, type Lifecycle } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { Allocated } from '#contexts/operations/domain/parts/allocated.ts';
import type { Identified } from '#products/rehearsal/domain/parts/identified.ts';
import type { Questioned } from '#products/rehearsal/domain/parts/questioned.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import type { RequestState } from '#products/rehearsal/domain/state.ts';
import { termsOf } from '#products/rehearsal/domain/terms.ts';

interface Projecting {
  state: RequestState;
  command: { at: Instant };
  known: RequestDocument | undefined;
  commands: string[];
  rules: Rules;
}

/** A request as it is stored: its state, and what the indexes read. */
export function project({ state, command, known, commands, rules }: Projecting): RequestDocument {
  const awaits = awaitedRelease(state);
  const rank = queueRank(state, rules);
  return {
    id: state.id,
    version: state.version,
    status: state.status,
    // While something of its last turn is still at work it cannot take another; the end of that turn offers one.
    ...(state.status === 'queued' && !holdsLease(state.turn) && !isHeld(state) ? waiting(state, command.at) : {}),
    queueRank: rank,
    ...listed(state, rank, command.at),
    pullRequestKey: changeKey(state.submission.change),
    ...(state.headSha === undefined ? {} : { headSha: state.headSha }),
    ...(awaits === undefined ? {} : { awaitsCutoff: awaits }),
    submittedAt: state.submittedAt,
    updatedAt: command.at,
    ...purgeTime(rules, state, known, command.at),
    commands,
    state,
  };
}

function waiting({ backend, queuedSince, held }: Allocated, at: Instant): Partial<RequestDocument> {
  const letThrough = held?.overridden === undefined ? {} : { letThroughOn: backend };
  return { waitsForBackend: backend, queuedSince: queuedSince ?? at, ...letThrough };
}

/** Z4: an open request needs its contributor; one that is over keeps them for a while. It is gone when the whole past is without them. */
function purgeTime(rules: Rules, state: Requested & Lifecycle, known: RequestDocument | undefined, at: Instant): { purgeAt?: Instant } {
  if (isPurged(state.submission.contributor)) return known?.purgeAt === undefined ? {} : { purgeAt: known.purgeAt };
  return rules.personalDataFor === undefined || !isClosed(state) ? {} : { purgeAt: at + rules.personalDataFor };
}

/** W2, W8. What lists find it by. */
export function listed(
  state: Identified & Requested & Questioned & Allocated & Lifecycle,
  queueRank: string,
  updatedAt: Instant,
): Required<Pick<RequestDocument, 'boardRank' | 'terms'>> {
  return { boardRank: boardRank(state, queueRank, updatedAt), terms: termsOf(state) };
}
