import { isAuthor } from '#contexts/gates/domain/authors.ts';
import { frozen } from '#contexts/calendar/domain/freeze.ts';
import { personOf, recordAnswer, type Answering } from '#products/rehearsal/domain/decide/answering.ts';
import { ask, closeQuestions } from '#products/rehearsal/domain/decide/asking.ts';
import type { CommandOf } from '#products/rehearsal/domain/commands.ts';
import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import { refuse, type Refusal } from '#products/rehearsal/domain/decision.ts';
import { mayStartInside, notTheirs } from '#products/rehearsal/domain/held.ts';

type Refused = { refused: Refusal } | undefined;

/**
 * C8: said once for each freeze. Whoever may override it is asked once, however often it comes back: each night, say; and anew when it is
 * another, or when a push closed the question.
 */
export function holdAllocation(deciding: Deciding, { freezes, until }: Pick<CommandOf<'hold_turn'>, 'freezes' | 'until'>): Refused {
  const { draft, at } = deciding;
  const { status, held, questions } = draft.state;
  if (status !== 'queued') return refuse('not_possible_now', 'it no longer waits for a turn');
  const isAsked = questions.some(({ kind, state }) => kind === 'freeze' && state === 'open');
  const isOther = freezes.some((name) => held?.freezes.includes(name) !== true);
  if (isAsked && !isOther && held?.until === until) return undefined;
  draft.record({ fact: 'turn_held', freezes, until, at });
  if (isAsked && !isOther) return undefined;
  closeQuestions(deciding, ['freeze']);
  ask(deciding, 'freeze');
  return undefined;
}

/** C8: nothing new starts inside a freeze, unless somebody with the right to it said why this must. */
export function refuseFrozen({ draft, at, rules }: Deciding): Refused {
  const freeze = frozen(rules.freezes ?? [], draft.state.backend, at);
  if (freeze === undefined || mayStartInside(draft.state, freeze)) return undefined;
  return refuse('not_possible_now', `${draft.state.backend} is frozen (${freeze.names.join(', ')})`);
}

export function overrideFreeze(deciding: Deciding, answering: Answering): Refused {
  const { draft, at } = deciding;
  const by = personOf(deciding);
  const held = draft.state.held;
  if (draft.state.status !== 'queued' || held === undefined) return refuse('not_possible_now', 'it is no longer held');
  const refused = refuseWithoutRight(deciding, held, by);
  if (refused !== undefined) return refused;
  recordAnswer(deciding, answering);
  draft.record({ fact: 'freeze_overridden', freezes: held.freezes, reason: answering.details.comment, by, at });
  return undefined;
}

/**
 * C8, B4: for any that waits on a frozen backend, whether or not its turn would come now. With a reason it is overridden, by an operator who
 * may; without one, whoever may is asked by mail, about this request alone.
 */
export function overrideByOperator(deciding: Deciding, { operator, reason }: CommandOf<'override_freeze'>): Refused {
  const { draft, at, rules } = deciding;
  const { status, backend } = draft.state;
  if (status !== 'queued') return refuse('not_possible_now', `it does not wait for a turn: ${status}`);
  const freeze = frozen(rules.freezes ?? [], backend, at);
  if (freeze === undefined) return refuse('not_possible_now', `${backend} is not frozen`);
  if (mayStartInside(draft.state, freeze)) return undefined;
  const { names: freezes, until } = freeze;
  if (reason === undefined) return holdAllocation(deciding, { freezes, until });
  const person = rules.people.find(({ id }) => id === operator);
  if (person !== undefined && isAuthor(person, draft.state))
    return refuse('author_decides_nothing', 'authors never decide on their own requests');
  const refused = refuseWithoutRight(deciding, { freezes }, operator);
  if (refused !== undefined) return refused;
  draft.record({ fact: 'turn_held', freezes, until, at });
  closeQuestions(deciding, ['freeze']);
  draft.record({ fact: 'freeze_overridden', freezes, reason, by: operator, at });
  return undefined;
}

function refuseWithoutRight({ rules }: Deciding, held: { freezes: readonly string[] }, who: string): Refused {
  const mayNot = notTheirs(rules.freezes ?? [], held, who);
  return mayNot && refuse('not_allowed', `${mayNot.name} may only be overridden by ${mayNot.overrideBy?.join(', ')}`);
}
