import { createCloudBuildExecutor } from '#platform/google/cloud-build-executor.ts';
import { keyOf } from '#platform/google/cloud-build-find.ts';
import { connectToCloudBuild } from '#infra/stand-ins/cloud-build/connect.ts';
import { startCloudBuildStandIn } from '#infra/stand-ins/cloud-build/server.ts';
import { executorContract } from './executor-contract.ts';
import { stepOrder } from './orders.ts';

const trigger = { id: '0b1c', name: 'deploy-backup', project: 'p', region: 'global', steps: ['deploy'] };

executorContract('Cloud Build', async () => {
  let end: (outcome: { passed: boolean }) => void = () => undefined;
  const outcome = new Promise<{ passed: boolean }>((resolve) => (end = resolve));
  const standIn = await startCloudBuildStandIn({ triggers: [trigger], run: () => outcome });
  return {
    executor: createCloudBuildExecutor({
      client: connectToCloudBuild(standIn.url),
      place: () => ({ project: trigger.project, region: trigger.region, trigger: trigger.name }),
    }),
    order: () => stepOrder('build'),
    begun: (order) => standIn.builds.filter(({ order: { substitutions } }) => substitutions['_REHEARSAL_KEY'] === keyOf(order)).length,
    end: () => end({ passed: true }),
    close: () => standIn.stop(),
  };
});
