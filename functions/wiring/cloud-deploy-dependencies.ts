import type { DeployDependencies } from '#products/rehearsal/app/operation/requests/step.ts';
import type { StepExecutor } from '#contexts/operations/ports/executor.ts';
import { deployDependencies } from './backend-commands.ts';
import type { Cloud } from './cloud.ts';
import { cloudAnnouncer } from './cloud-announcer.ts';
import { cloudOutputs } from './cloud-outputs.ts';
import { buildPlace } from './google-places.ts';

/** D2: builds by Cloud Build, every other program's step by the backend's agent. */
export function cloudDeployDependencies(cloud: Cloud): DeployDependencies {
  const dependencies = deployDependencies(cloud, cloudAnnouncer(cloud), cloudOutputs(cloud));
  return { ...dependencies, executors: { ...dependencies.executors, cloud_build: buildWhenWanted(cloud) } };
}

/** What runs by an agent has no use for its client: it is loaded with the first build. */
function buildWhenWanted(cloud: Cloud): StepExecutor {
  let opened: Promise<StepExecutor> | undefined;
  const executor = (): Promise<StepExecutor> => (opened ??= openBuild(cloud));
  return {
    start: async (order) => (await executor()).start(order),
    stop: async (order) => (await executor()).stop(order),
    async look(order) {
      const { look } = await executor();
      if (look === undefined) throw new TypeError('Cloud Build must be asked');
      return look(order);
    },
  };
}

async function openBuild({ config, settings }: Cloud): Promise<StepExecutor> {
  const [{ GoogleAuth }, { openCloudBuild }, { createCloudBuildExecutor }] = await Promise.all([
    import('google-auth-library'),
    import('#platform/google/cloud-build-client.ts'),
    import('#platform/google/cloud-build-executor.ts'),
  ]);
  const auth = new GoogleAuth({ scopes: ['https://www.googleapis.com/auth/cloud-platform'] });
  return createCloudBuildExecutor({ client: openCloudBuild({ auth }), place: buildPlace(settings, config.project) });
}
