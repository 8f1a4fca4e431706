import { openGitHubCodeHost } from '#adapters/github/github-code-host.ts';
import type { CodeHost } from '#ports/code-host.ts';
import type { Cloud } from './cloud.ts';

export function cloudCodeHost({ config }: Cloud): CodeHost {
  return openGitHubCodeHost({ token: () => Promise.resolve(config.githubToken), baseUrl: config.standIns.github });
}
