import type { OperationName } from '#contexts/operations/domain/name.ts';
import type { DrivenOwner, DriveResult, Owned } from '#contexts/operations/app/owned.ts';
import type { At } from '#products/rehearsal/app/operation/requests/at.ts';
import { findOwnedRun, type RunDependencies } from '#products/rehearsal/app/operation/requests/run.ts';
import { findOwnedStep, type DeployDependencies } from '#products/rehearsal/app/operation/requests/step.ts';
import { findOwnedTestRef } from '#products/rehearsal/app/operation/requests/test-ref.ts';
import { unlessGatesHold } from '#products/rehearsal/app/begin-only-on-gates.ts';
import { asOfRequest } from '#products/rehearsal/app/perform-effect.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { CodeHost } from '#contexts/gates/ports/code-host.ts';
import { entryOf } from '#kernel/tables.ts';
import { requestOwner } from '#products/rehearsal/domain/owners/request.ts';

export interface RequestTools extends RunDependencies {
  /** G9. Where the gates are looked at anew before anything begins. */
  codeHost: CodeHost;
  deployDependencies: DeployDependencies;
}

type Find = (at: At, operation: OperationName) => Owned | DriveResult;

/** Operations of requests, as they are driven. */
export function drivenRequests(system: System, dependencies: RequestTools): DrivenOwner {
  const kinds: Readonly<Record<string, Find>> = {
    run: (at, name) => findOwnedRun(system, dependencies, at, name),
    step: (at, name) => findOwnedStep(system, dependencies.deployDependencies, at, name),
    test_ref: (at, name) => findOwnedTestRef(dependencies.codeHost, at, name),
  };
  return {
    ...requestOwner,
    find(work) {
      const { operation } = work.effect;
      const { key, now, attempt } = work;
      const { state, requestId } = asOfRequest(work);
      const look = (): Promise<DriveResult | undefined> => unlessGatesHold(system, dependencies.codeHost, { key, now, attempt, state });
      return entryOf<Find>(kinds, operation.of, 'operation of requests')({ work, state, requestId, unlessGatesHold: look }, operation);
    },
  };
}
