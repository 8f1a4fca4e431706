import { choosableReleases, releaseNamed } from '#domain/calendar/named.ts';
import { releaseProblem } from '#domain/intake/release-name.ts';
import { isAuthor } from '#domain/request/authors.ts';
import { hasRole } from '#domain/people.ts';
import { personOf, recordAnswer, type Answering } from '#domain/request/decide/answering.ts';
import { ask, askForReview } from '#domain/request/decide/asking.ts';
import { pauseClocks, stopClocks } from '#domain/request/decide/clocks.ts';
import type { Deciding } from '#domain/request/decide/context.ts';
import { rejectRequest } from '#domain/request/decide/ending.ts';
import { waive } from '#domain/request/decide/waive.ts';
import { reuseEvidence } from '#domain/request/decide/reuse.ts';
import { refuse, type Refusal } from '#domain/request/decision.ts';
import { hasBackend } from '#domain/request/rules.ts';

type Refused = { refused: Refusal } | undefined;

/** Q1: what an admin may do before anything has run, and after a deployment that failed. */
export function answerReview(deciding: Deciding, answering: Answering): Refused {
  switch (answering.action) {
    case 'accept':
      return accept(deciding, answering);
    case 'return':
      return giveBack(deciding, answering);
    case 'assign':
      return assign(deciding, answering);
    case 'defer':
      return defer(deciding, answering);
    case 'waive':
      return waive(deciding, answering);
    case 'retry':
      return queue(deciding, answering);
    default:
      recordAnswer(deciding, answering);
      rejectRequest(deciding, answering.details.comment, personOf(deciding));
      return undefined;
  }
}

function accept(deciding: Deciding, answering: Answering): Refused {
  const { backend = deciding.draft.state.backend } = answering.details;
  if (!hasBackend(deciding.rules, backend)) return refuse('detail_missing', `there is no backend ${backend}; choose another`);
  stopClocks(deciding, ({ kind }) => kind === 'review', 'answered');
  if (backend !== deciding.draft.state.backend) deciding.draft.record({ fact: 'backend_chosen', backend });
  return queue(deciding, answering);
}

function queue(deciding: Deciding, answering: Answering): undefined {
  const { draft, at } = deciding;
  recordAnswer(deciding, answering);
  draft.record({ fact: 'queued', since: draft.state.queuedSince ?? at });
  reuseEvidence(deciding);
  return undefined;
}

function giveBack(deciding: Deciding, answering: Answering): undefined {
  recordAnswer(deciding, answering);
  pauseClocks(deciding, 'review', 'gates');
  deciding.draft.record({ fact: 'returned', question: answering.details.comment });
  ask(deciding, 'return');
  return undefined;
}

/** The clock goes on: handing over is no answer to the contributor. */
function assign(deciding: Deciding, answering: Answering): Refused {
  const { rules, draft } = deciding;
  const to = answering.details.assignee ?? personOf(deciding);
  const person = rules.people.find(({ id }) => id === to);
  if (person === undefined || !hasRole(rules.people, to, 'admin')) return refuse('detail_missing', 'name an admin to assign it to');
  if (isAuthor(person, draft.state)) return refuse('author_decides_nothing', 'authors never decide on their own request');
  recordAnswer(deciding, answering);
  draft.record({ fact: 'assigned', to });
  askForReview(deciding);
  return undefined;
}

/** An answer for this release: the clock stops, and the review for the later one begins with its own. */
function defer(deciding: Deciding, answering: Answering): Refused {
  const { rules, draft, at } = deciding;
  const release = answering.details.release ?? nextRelease(deciding);
  if (release === undefined) return refuse('detail_missing', 'name the release to defer it to');
  const wrong = releaseProblem(release, choosableReleases(rules, at), at);
  if (wrong !== undefined) return refuse('detail_missing', wrong);
  if (release === draft.state.submission.targetRelease)
    return refuse('detail_missing', `it is for ${release} already; name another release`);
  recordAnswer(deciding, answering);
  stopClocks(deciding, ({ kind }) => kind === 'review', 'answered');
  draft.record({ fact: 'deferred', release });
  askForReview(deciding);
  return undefined;
}

function nextRelease({ rules, draft, at }: Deciding): string | undefined {
  const target = releaseNamed(rules, draft.state.submission.targetRelease);
  return rules.releases.find(({ hardCutoff }) => hardCutoff > Math.max(at, target?.hardCutoff ?? at))?.name;
}
