import { driveOperation } from '#contexts/operations/app/driver.ts';
import { drivenRequests, type RequestTools } from '#products/rehearsal/app/operation/requests/owner.ts';
import type { EffectPerformer } from '#products/rehearsal/app/perform-effect.ts';

/** O2. Whoever owns operations has a line here, by the kind of its process. */
export const drive_operation: EffectPerformer<'drive_operation', RequestTools> = {
  dependencies: ['executors', 'outputs', 'codeHost', 'deployDependencies'],
  perform: (system, dependencies) =>
    driveOperation({ system, outputs: dependencies.outputs, owners: { request: drivenRequests(system, dependencies) } }),
};
