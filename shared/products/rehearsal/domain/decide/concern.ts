import { isProven } from '#products/rehearsal/domain/proven.ts';
import type { CommandOf } from '#products/rehearsal/domain/commands.ts';
import { ask } from '#products/rehearsal/domain/decide/asking.ts';
import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import { refuse, type Refusal } from '#products/rehearsal/domain/decision.ts';

/** Of one request at once: who has said three things waits for an answer to one. */
const MOST_OPEN = 3;

/** W1: somebody who may see the request says that something is wrong, or that nobody answers. Nothing of the request waits for it, closed or not. */
export function raiseConcern(deciding: Deciding, { text }: CommandOf<'raise_concern'>): { refused: Refusal } | undefined {
  const { questions } = deciding.draft.state;
  if (!isProven(deciding.draft.state)) return refuse('not_possible_now', 'confirm your address first, through the link in the mail');
  if (questions.filter(({ kind, state }) => kind === 'concern' && state === 'open').length >= MOST_OPEN)
    return refuse('not_possible_now', `the release team already has ${MOST_OPEN} unanswered messages about this request`);
  ask(deciding, 'concern', undefined, text);
  return undefined;
}
