import { frozen } from '#domain/calendar/freeze.ts';
import { personOf, recordAnswer, type Answering } from '#domain/request/decide/answering.ts';
import { ask, closeQuestions } from '#domain/request/decide/asking.ts';
import type { CommandOf } from '#domain/request/commands.ts';
import type { Deciding } from '#domain/request/decide/context.ts';
import { refuse, type Refusal } from '#domain/request/decision.ts';
import { mayStartInside, notTheirs } from '#domain/request/held.ts';

type Refused = { refused: Refusal } | undefined;

/** C8: said once for each freeze. Whoever may override it is asked once, however often it comes back: each night, say; and anew when it is another. */
export function holdTurn(deciding: Deciding, { freezes, until }: CommandOf<'hold_turn'>): Refused {
  const { draft, at } = deciding;
  const { status, held, questions } = draft.state;
  if (status !== 'queued') return refuse('not_possible_now', 'it no longer waits for a turn');
  if (held?.until === until) return undefined;
  const isAsked = questions.some(({ kind, state }) => kind === 'freeze' && state === 'open');
  const isOther = freezes.some((name) => held?.freezes.includes(name) !== true);
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
  const { draft, at, rules } = deciding;
  const by = personOf(deciding);
  const held = draft.state.held;
  if (draft.state.status !== 'queued' || held === undefined) return refuse('not_possible_now', 'it is not held any more');
  const mayNot = notTheirs(rules.freezes ?? [], draft.state, by);
  if (mayNot !== undefined) return refuse('not_allowed', `${mayNot.name} may be overridden by ${mayNot.overrideBy?.join(', ')} only`);
  recordAnswer(deciding, answering);
  draft.record({ fact: 'freeze_overridden', freezes: held.freezes, reason: answering.details.comment, by, at });
  return undefined;
}
