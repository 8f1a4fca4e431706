import { stepTaskName } from '#contexts/operations/domain/deployment/step-name.ts';
import type { OperationName } from '#contexts/operations/domain/name.ts';
import type { Owner, Recorded } from '#contexts/operations/domain/owner.ts';
import type { Allocated } from '#contexts/operations/domain/parts/allocated.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import { recordedRun } from '#products/rehearsal/domain/owners/run.ts';
import { recordedStep } from '#products/rehearsal/domain/owners/step.ts';
import { recordedTestRef } from '#products/rehearsal/domain/owners/test-ref.ts';
import type { Lifecycle } from '#products/rehearsal/domain/parts/lifecycle.ts';

type OfRequest = Tested & Allocated & Lifecycle;

const kinds: Readonly<Record<string, (state: OfRequest, operation: OperationName) => Recorded | undefined>> = {
  run: recordedRun,
  step: recordedStep,
  test_ref: recordedTestRef,
};

/** A request has runs of its jobs, and on its turn a test ref and steps. */
export const requestOwner: Owner = {
  recorded: (state, operation) => kinds[operation.of]?.(state as OfRequest, operation),
  keptAs: (subject, { of, id, fencing = 0 }) => (of === 'step' ? stepTaskName(subject.id, fencing, id) : id),
};
