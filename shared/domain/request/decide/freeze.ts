import { frozen } from '#domain/calendar/freeze.ts';
import { personOf, recordAnswer, type Answering } from '#domain/request/decide/answering.ts';
import { ask } from '#domain/request/decide/asking.ts';
import type { CommandOf } from '#domain/request/commands.ts';
import type { Deciding } from '#domain/request/decide/context.ts';
import { refuse, type Refusal } from '#domain/request/decision.ts';
import { mayStartInside } from '#domain/request/held.ts';

type Refused = { refused: Refusal } | undefined;

/** C8: said once for each freeze; whoever may override it is asked once. */
export function holdTurn({ draft, at, ...deciding }: Deciding, { freezes, until }: CommandOf<'hold_turn'>): Refused {
  const { status, held, questions } = draft.state;
  if (status !== 'queued') return refuse('not_possible_now', 'it no longer waits for a turn');
  if (held?.until === until) return undefined;
  draft.record({ fact: 'turn_held', freezes, until, at });
  if (!questions.some(({ kind, state }) => kind === 'freeze' && state === 'open')) ask({ draft, at, ...deciding }, 'freeze');
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
  const mayNot = (rules.freezes ?? []).find(
    ({ name, overrideBy }) => held.freezes.includes(name) && overrideBy !== undefined && !overrideBy.includes(by),
  );
  if (mayNot !== undefined) return refuse('not_allowed', `${mayNot.name} may be overridden by ${mayNot.overrideBy?.join(', ')} only`);
  recordAnswer(deciding, answering);
  draft.record({ fact: 'freeze_overridden', freezes: held.freezes, reason: answering.details.comment, by, at });
  return undefined;
}
