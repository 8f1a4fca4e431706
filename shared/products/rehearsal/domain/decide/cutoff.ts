import type { CommandOf } from '#products/rehearsal/domain/commands.ts';
import { isFor, requestCountsFor } from '#products/rehearsal/domain/cutoff.ts';
import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import { refuse, type Refusal } from '#products/rehearsal/domain/decision.ts';
import type { ReleaseOutcome } from '#contexts/calendar/domain/kept/cutoff.ts';

/**
 * C4. The release was cut at an instant that is over: what of this request counts is decided by when it was approved, whenever this is
 * asked. Asked again, it brings nothing new.
 */
export function cutOff({ draft, at }: Deciding, { release, cutoff, to, estimate }: CommandOf<'cut_off'>): { refused: Refusal } | undefined {
  if (at < cutoff) return refuse('not_possible_now', `${release} has not been cut yet`);
  if (!isFor(draft.state, release, cutoff, estimate)) return undefined;
  draft.record({ fact: 'cutoff_passed', record: { release, cutoff, ...standing(draft.state, cutoff, to) }, at });
  return undefined;
}

function standing(state: Deciding['draft']['state'], cutoff: number, to: string | undefined): ReleaseOutcome {
  if (requestCountsFor(state, cutoff)) return { outcome: 'made' };
  if (state.submission.essential === true) return { outcome: 'blocking' };
  return { outcome: 'moved', ...(to === undefined ? {} : { to }) };
}
