import type { OperationName } from '#domain/operation/name.ts';
import { requestOf } from '#domain/subjects.ts';
import type { Owned, Owner } from '#application/operation/owner.ts';
import type { At } from '#application/operation/requests/at.ts';
import { findOwnedRun, type RunTools } from '#application/operation/requests/run.ts';
import { findOwnedStep, type DeployTools } from '#application/operation/requests/step.ts';
import { stepTaskName } from '#application/operation/requests/step-order.ts';
import { findOwnedTestRef } from '#application/operation/requests/test-ref.ts';
import { unlessGatesHold } from '#application/begin-only-on-gates.ts';
import { asOfRequest, type AnyResult } from '#application/perform-effect.ts';
import type { System } from '#application/system.ts';
import type { CodeHost } from '#ports/code-host.ts';
import { entryOf } from '#kernel/tables.ts';

export interface RequestTools extends RunTools {
  /** G9. Where the gates are looked at anew before anything begins. */
  codeHost: CodeHost;
  deployTools: DeployTools;
}

type Find = (at: At, operation: OperationName) => Owned | AnyResult;

/** A request has runs of its jobs, and on its turn a test ref and steps. */
export function requestOwner(system: System, tools: RequestTools): Owner {
  const kinds: Readonly<Record<string, Find>> = {
    run: (at, name) => findOwnedRun(system, tools, at, name),
    step: (at, name) => findOwnedStep(system, tools.deployTools, at, name),
    test_ref: (at, name) => findOwnedTestRef(tools.codeHost, at, name),
  };
  return {
    find(work) {
      const { operation } = work.effect;
      const { key, now, attempt } = work;
      const { state, requestId } = asOfRequest(work);
      const look = (): Promise<AnyResult | undefined> => unlessGatesHold(system, tools.codeHost, { key, now, attempt, state });
      return entryOf<Find>(kinds, operation.of, 'operation of requests')({ work, state, requestId, unlessGatesHold: look }, operation);
    },
    keptAs: (subject, { of, id, fencing = 0 }) => (of === 'step' ? stepTaskName(requestOf(subject) ?? '', fencing, id) : id),
  };
}
