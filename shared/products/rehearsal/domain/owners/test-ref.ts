import type { OperationName } from '#contexts/operations/domain/name.ts';
import type { Recorded } from '#contexts/operations/domain/owner.ts';
import type { Allocated } from '#contexts/operations/domain/parts/allocated.ts';
import { testRefSays, type TestRefEnded } from '#products/rehearsal/domain/operations.ts';
import { leaseOf } from '#products/rehearsal/domain/owners/lease.ts';

/** D1: the test ref of the turn that is under that lease. */
export function recordedTestRef(state: Allocated, { fencing }: OperationName): Recorded<TestRefEnded> | undefined {
  const { turn } = state;
  if (turn === undefined || turn.fencing !== fencing) return undefined;
  const says = testRefSays(fencing);
  return {
    state: turn.state === 'preparing' ? 'pending' : 'done',
    isWanted: true,
    lease: leaseOf(state),
    says,
    givenUp: (phase, why) => (phase === 'forget' ? undefined : says.lost(`given up: ${why}`)),
  };
}
