import { holdsLease } from '#contexts/operations/domain/deployment/state.ts';
import type { HeldLease } from '#contexts/operations/domain/owner.ts';
import type { Allocated } from '#contexts/operations/domain/parts/allocated.ts';

/** Q3. That the request's turn holds. */
export function leaseOf({ turn }: Allocated): HeldLease | undefined {
  return holdsLease(turn) ? { backend: turn.backend, fencing: turn.fencing } : undefined;
}
