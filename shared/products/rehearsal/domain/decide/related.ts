import type { CommandOf } from '#products/rehearsal/domain/commands.ts';
import { ask } from '#products/rehearsal/domain/decide/asking.ts';
import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import { MOST_RELATED, successorOf } from '#products/rehearsal/domain/related.ts';
import { isClosed } from '#products/rehearsal/domain/parts/lifecycle.ts';

/** I11: what is about the same is linked, once. Whoever sent both is asked whether the newer takes the place of the older. */
export function recordRelated(deciding: Deciding, { related }: CommandOf<'record_related'>): void {
  const { draft } = deciding;
  const { state } = draft;
  if (isClosed(state) || state.status === 'waiting_for_confirmation') return;
  const known = state.related ?? [];
  const others = related.filter((other) => other.requestId !== state.id);
  // I19: one that came to another pull request is linked anew.
  const again = others.filter((other) => known.some((one) => one.requestId === other.requestId && one.code !== other.code));
  const fresh = others.filter((other) => !known.some(({ requestId }) => requestId === other.requestId));
  const news = [...again, ...fresh.slice(0, MOST_RELATED - known.length)];
  if (news.length === 0) return;
  const before = successorOf(state);
  draft.record({ fact: 'related_found', related: news });
  const after = successorOf(draft.state);
  const asked = draft.state.questions.some(({ kind, state: is }) => kind === 'supersede' && is === 'open');
  if (after !== undefined && after.requestId !== before?.requestId && !asked) ask(deciding, 'supersede');
}
