import { GoogleAuth } from 'google-auth-library';
import type { DeployTools } from '#application/deploy-step.ts';
import { createChatAnnouncer } from '#adapters/chat-announcer.ts';
import { openCloudBuild } from '#adapters/google/cloud-build-client.ts';
import { createCloudBuildDeployer } from '#adapters/google/cloud-build-deployer.ts';
import type { Announcer } from '#ports/announcer.ts';
import { deployTools } from './backend-commands.ts';
import type { Cloud } from './cloud.ts';
import { cloudCodeHost } from './cloud-code-host.ts';
import { buildPlace } from './google-places.ts';

/** D2: builds by Cloud Build, every other program's step by the backend's agent. */
export function cloudDeployTools(cloud: Cloud): DeployTools {
  const { config, settings, system } = cloud;
  const auth = new GoogleAuth({ scopes: ['https://www.googleapis.com/auth/cloud-platform'] });
  const build = createCloudBuildDeployer({ client: openCloudBuild({ auth }), place: buildPlace(settings, config.project) });
  return { ...deployTools(cloud, cloudCodeHost(cloud), announcer(cloud, system.log)), deployers: { build } };
}

/** Without a chat there is nobody to tell, and the log says so; the deployment goes on. */
function announcer({ config, settings }: Cloud, log: Cloud['system']['log']): Announcer {
  const webhook = config.chatWebhook ?? settings.chat?.webhook;
  if (webhook !== undefined) return createChatAnnouncer(webhook);
  return { announce: async (text) => log('INFO', 'announcement', { text }) };
}
