import type { Instant } from '#kernel/time.ts';
import { nextDue } from '#products/rehearsal/domain/due.ts';
import { isClosed, type Lifecycle } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { Identified } from '#products/rehearsal/domain/parts/identified.ts';
import type { Questioned } from '#products/rehearsal/domain/parts/questioned.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';

const FAR: Instant = 999_999_999_999_999;

/**
 * W2. Sortable text: where a request stands among those of its state on the board. Who waits for a turn by the queue, what is decided by
 * when that was, newest first, and the others by which answer is due first.
 */
export function boardRank(state: Identified & Requested & Questioned & Lifecycle, queueRank: string, updatedAt: Instant): string {
  if (state.status === 'queued') return queueRank;
  if (isClosed(state)) return `${pad(FAR - updatedAt)}-${state.id}`;
  return [pad(nextDue(state) ?? FAR), pad(state.submittedAt), state.id].join('-');
}

function pad(instant: Instant): string {
  return String(Math.min(FAR, Math.max(0, Math.trunc(instant)))).padStart(15, '0');
}
