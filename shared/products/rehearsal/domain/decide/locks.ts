import type { CommandOf } from '#products/rehearsal/domain/commands.ts';
import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import { refuse, type Refusal } from '#products/rehearsal/domain/decision.ts';
import { questionKinds } from '#products/rehearsal/kinds/questions/table.ts';
import { recipients } from '#products/rehearsal/domain/react/questions.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import { nobodys, type WhoseRequest } from '#products/rehearsal/domain/parts/whose.ts';
import type { Questioned } from '#products/rehearsal/domain/parts/questioned.ts';
import { roundOf } from '#products/rehearsal/domain/locks.ts';
import * as kernel from '#kernel/questions/ask.ts';
import { lockedOut } from '#kernel/questions/locks.ts';

/** X7: who typed wrong codes too often is told, and stands on the record, so that they can be let in again. */
export function lockOut(deciding: Deciding, { question, person, round }: CommandOf<'lock_out'>): { refused: Refusal } | undefined {
  const newest = roundOf(deciding.draft.state, { question, person });
  const outcome = kernel.lockOut(deciding, { question, person, round }, newest);
  return outcome === 'unknown' ? refuse('unknown_question', 'there is no such question') : undefined;
}

/** B4: by an operator: everybody who is locked out, or one person, who then gets new links to all that is asked of them. */
export function unlock(deciding: Deciding, { operator, person }: CommandOf<'unlock'>): { refused: Refusal } | undefined {
  const { draft, rules } = deciding;
  const locked = lockedOut(draft.state).filter((lock) => person === undefined || lock.person === person);
  const theirs = person === undefined ? [] : askedOf(draft.state, person, rules);
  const renewed = locked.length > 0 ? locked : theirs.map((question) => ({ question, person: person ?? '' }));
  if (renewed.length === 0) return refuse('not_possible_now', 'nobody is locked out of an open question');
  kernel.renew(deciding, renewed, 'operator', operator);
  return undefined;
}

/** Locks of before there was a record of them stand nowhere: a person who is named gets new links all the same. */
function askedOf(state: Questioned & WhoseRequest, person: string, rules: Rules): number[] {
  const open = state.questions.filter((question) => question.state === 'open' && questionKinds[question.kind].isOffer !== true);
  return open.filter(({ kind }) => recipients(kind, nobodys(state), rules).includes(person)).map(({ id }) => id);
}

/** N8, X7. Whose links are locked gets new ones with it. Nothing else of the request changes by it; what nobody asks any more is not sent when its turn comes. */
export function sendAgain(deciding: Deciding, { mail, effect }: CommandOf<'send_again'>): undefined {
  const { draft } = deciding;
  const theirs = lockedOut(draft.state).filter(
    ({ person, question }) => person === effect.to && question === (effect.question ?? question),
  );
  kernel.renew(deciding, theirs, 'again');
  draft.record({ fact: 'mail_ordered_again', mail, effect: { ...effect, again: true } });
}
