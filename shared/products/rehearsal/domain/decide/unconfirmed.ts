import { closeQuestions } from '#products/rehearsal/domain/decide/asking.ts';
import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import { DAY } from '#kernel/time.ts';

/** Unless the rules say otherwise. */
const WAITS_FOR = 7 * DAY;

/** I16. Nobody said that the address is theirs, and it is no longer waited for. Nobody is told: there is nobody who is known. */
export function endUnconfirmed(deciding: Deciding): undefined {
  const { draft, at, rules } = deciding;
  if (draft.state.status !== 'waiting_for_confirmation') return;
  if (at < draft.state.submittedAt + (rules.confirmWithin ?? WAITS_FOR)) return;
  closeQuestions(deciding);
  draft.record({ fact: 'withdrawn', at, unconfirmed: true });
}
