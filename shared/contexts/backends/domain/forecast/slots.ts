import type { BackendState } from '#contexts/backends/domain/state.ts';
import { frozen, type Freeze } from '#contexts/calendar/domain/freeze.ts';
import { usualAllocation } from '#contexts/backends/domain/forecast/pace.ts';
import { SECOND, type Instant } from '#kernel/time.ts';

/** N7, C7. When a request has, or is expected to have, its turn. Both ends are estimates but for the begin of a turn under way. */
export interface Slot {
  requestId: string;
  backend: string;
  from: Instant;
  to: Instant;
  underWay: boolean;
}

/** A turn that has lasted longer than usual is expected to end soon, and still not now. */
const SOON = 60 * SECOND;

/** The turns of one backend, in the order in which they come. `waiting`: ids in the order of the queue. Pure. */
export function slotsOf(
  backend: Pick<BackendState, 'slug' | 'lease' | 'turns'>,
  waiting: readonly string[],
  freezes: readonly Freeze[],
  now: Instant,
): Slot[] {
  const { slug, lease, turns } = backend;
  const usual = usualAllocation(turns);
  const slots: Slot[] = [];
  let free = now;
  if (lease !== undefined) {
    free = Math.max(lease.grantedAt + usual, now + SOON);
    slots.push({ requestId: lease.requestId, backend: slug, from: lease.grantedAt, to: free, underWay: true });
  }
  for (const requestId of waiting) {
    if (requestId === lease?.requestId) continue;
    const from = frozen(freezes, slug, free)?.until ?? free;
    free = from + Math.max(usual, SOON);
    slots.push({ requestId, backend: slug, from, to: free, underWay: false });
  }
  return slots;
}
