import { theRequest } from '#products/rehearsal/domain/named-subjects.ts';
import type { RequestDocument } from '#products/rehearsal/stored/document-types.ts';
import { roundOf } from '#products/rehearsal/domain/locks.ts';
import { isClosed } from '#products/rehearsal/domain/parts/lifecycle.ts';
import { documentsOf, isPoisonedKey } from '../shadow.ts';
import type { Town } from '../town.ts';
import { openPull } from './contributors.ts';
import { hostTells } from './host-events.ts';
import { operates } from './office-workers.ts';
import { decide, type Readers } from './readers.ts';

const MINUTE = 60_000;

/** I19. Pull requests that are given up for another one, in the middle of everything: their requests go on there, by whoever says so. */
export function startSuccessors(town: Town, readers: Readers): void {
  const dice = town.dice.fork('successors');
  const { plan, clockwork, listeners, weather } = town;
  if (!plan.on.push || plan.calmAfter === 0) return;
  let number = 500;
  listeners.commit.push((committed) => {
    for (const { id, state, pullRequestKey } of documentsOf(committed, 'requests') as RequestDocument[]) {
      if (
        weather.calm ||
        !pullRequestKey.includes('#') ||
        isClosed(state) ||
        !dice.chance(state.status === 'awaiting_verdict' ? 0.1 : 0.03)
      )
        continue;
      const rolls = { how: dice.next(), closes: dice.chance(0.6), back: dice.chance(0.2) };
      number += 1;
      const to = number;
      clockwork.after(dice.below(30) * MINUTE, () => goesOn(town, readers, id, to, rolls));
    }
  });
}

interface Rolls {
  how: number;
  /** The old one is closed first. */
  closes: boolean;
  /** It comes back later. */
  back: boolean;
}

function goesOn(town: Town, readers: Readers, id: string, number: number, { how, closes, back }: Rolls): void {
  const document = town.watchedRequests().get(id);
  const { pulls } = town.host;
  const old = pulls.get((document?.pullRequestKey ?? '').replace(/^.*#/, ''));
  if (document === undefined || old === undefined || isClosed(document.state) || isPoisonedKey(town, document.pullRequestKey)) return;
  if (old.head.state === 'merged' || town.weather.calm) return;
  const other = how < 0.55 ? rivalOf(town, document) : undefined;
  if (other === undefined) openPull(town, String(number), 0.9, undefined);
  const at = other === undefined ? String(number) : other.pullRequestKey.replace(/^.*#/, '');
  for (const pull of [old, pulls.get(at)]) if (pull !== undefined) pull.hasFiles = true;
  // Another's request is given only from a pull request that is closed.
  if ((closes || other !== undefined) && old.head.state === 'open') {
    old.head = { ...old.head, state: 'closed' };
    hostTells(town, old);
  }
  town.clockwork.after(MINUTE, () => {
    if (other === undefined) says(town, readers, id, at, how);
    else gives(town, readers, id, other.id, how);
  });
  const oldNumber = old.key.replace('pull-', '');
  if (back) town.clockwork.after(40 * MINUTE, () => says(town, readers, id, oldNumber, how));
}

/** Another open request, at another pull request. */
function rivalOf(town: Town, { id, pullRequestKey }: RequestDocument): RequestDocument | undefined {
  return [...town.watchedRequests().values()].find(
    (one) =>
      one.id !== id &&
      one.pullRequestKey !== pullRequestKey &&
      one.pullRequestKey.includes('#') &&
      !isClosed(one.state) &&
      one.status !== 'waiting_for_confirmation' &&
      !isPoisonedKey(town, one.pullRequestKey),
  );
}

/** Its contributor, or an operator. */
function says(town: Town, readers: Readers, id: string, number: string, how: number): void {
  if (town.weather.calm) return;
  const pullRequest = `https://github.com/oppia/oppia/pull/${number}`;
  if (how < 0.75) return operates(town, { operation: 'request_continue', id, at: pullRequest, why: 'a new one' }, () => undefined);
  pressOwn(town, readers, id, 'continue', { pullRequest });
}

/** Who sent the request there, or an operator. */
function gives(town: Town, readers: Readers, older: string, newer: string, how: number): void {
  if (how < 0.25) return operates(town, { operation: 'request_continue', id: older, inPlaceOf: newer }, () => undefined);
  pressOwn(town, readers, newer, 'take_over', { takeOver: older });
}

function pressOwn(town: Town, readers: Readers, requestId: string, action: string, typed: { [field: string]: string }): void {
  const state = town.watchedRequests().get(requestId)?.state;
  const question = state?.questions.findLast(({ kind, state: now }) => kind === 'withdraw' && now === 'open');
  if (state === undefined || question === undefined) return;
  const round = roundOf(state, { question: question.id, person: 'contributor' });
  const claims = { subject: theRequest(requestId), question: question.id, action, person: 'contributor', round };
  decide(town, readers, claims, town.links.code(claims), typed);
}
