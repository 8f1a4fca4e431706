import { GoogleAuth } from 'google-auth-library';
import type { DeployTools } from '#application/performers/deploy-step.ts';
import { openCloudBuild } from '#adapters/google/cloud-build-client.ts';
import { createCloudBuildExecutor } from '#adapters/google/cloud-build-executor.ts';
import { deployTools } from './backend-commands.ts';
import type { Cloud } from './cloud.ts';
import { cloudAnnouncer } from './cloud-announcer.ts';
import { cloudCodeHost } from './cloud-code-host.ts';
import { buildPlace } from './google-places.ts';

/** D2: builds by Cloud Build, every other program's step by the backend's agent. */
export function cloudDeployTools(cloud: Cloud): DeployTools {
  const { config, settings } = cloud;
  const auth = new GoogleAuth({ scopes: ['https://www.googleapis.com/auth/cloud-platform'] });
  const build = createCloudBuildExecutor({ client: openCloudBuild({ auth }), place: buildPlace(settings, config.project) });
  const tools = deployTools(cloud, cloudCodeHost(cloud), cloudAnnouncer(cloud));
  return { ...tools, executors: { ...tools.executors, cloud_build: build } };
}
