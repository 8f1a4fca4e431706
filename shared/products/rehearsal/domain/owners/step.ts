import type { DeploymentStep } from '#contexts/operations/domain/deployment/state.ts';
import type { OperationName } from '#contexts/operations/domain/name.ts';
import type { Recorded } from '#contexts/operations/domain/owner.ts';
import type { Allocated } from '#contexts/operations/domain/parts/allocated.ts';
import type { OperationState } from '#contexts/operations/domain/state.ts';
import type { SaidEnd } from '#contexts/operations/domain/told-end.ts';
import { stepSays, testRefSays } from '#products/rehearsal/domain/operations.ts';
import { leaseOf } from '#products/rehearsal/domain/owners/lease.ts';
import type { Lifecycle } from '#products/rehearsal/domain/parts/lifecycle.ts';

const states: { readonly [S in DeploymentStep['state']]: OperationState } = {
  waiting: 'pending',
  running: 'executing',
  passed: 'done',
  failed: 'failed',
};

/** D2, D6: a step of the turn that is under that lease. */
export function recordedStep(state: Allocated & Lifecycle, { id, fencing }: OperationName): Recorded<SaidEnd> | undefined {
  const { turn, status } = state;
  if (turn === undefined || turn.fencing !== fencing) return undefined;
  const step = turn.steps.find(({ name }) => name === id);
  if (step === undefined) return undefined;
  const says = stepSays(step.name, fencing);
  return {
    state: states[step.state],
    isWanted: status === 'deploying' || turn.state === 'clearing',
    lease: leaseOf(state),
    says,
    givenUp(phase, why) {
      if (phase === 'forget') return undefined;
      const note = `given up: ${why}`;
      return turn.state === 'clearing' ? says.lost(note) : testRefSays(fencing).lost(note);
    },
  };
}
