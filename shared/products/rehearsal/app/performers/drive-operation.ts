import { driveOperation } from '#contexts/operations/app/driver.ts';
import type { DrivenOwner, DriveTools } from '#contexts/operations/app/owned.ts';
import { joined } from '#kernel/tables.ts';
import { drivenRequests, type RequestTools } from '#products/rehearsal/app/operation/requests/owner.ts';
import type { EffectPerformer } from '#products/rehearsal/app/perform-effect.ts';

/** O2. Requests, and whoever else owns operations, by the kind of its process. */
export const drive_operation: EffectPerformer<'drive_operation', RequestTools & DriveTools> = {
  dependencies: ['executors', 'outputs', 'codeHost', 'deployDependencies', 'actions'],
  perform(system, dependencies) {
    const ours = { request: drivenRequests(system, dependencies) };
    const others = system.others?.driven(system, dependencies) ?? {};
    const owners = joined<DrivenOwner>('driven owner', [ours, others]);
    return driveOperation({ system, outputs: dependencies.outputs, owners });
  },
};
