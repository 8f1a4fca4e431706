import { openGitHubCodeHost } from '#platform/github/github-code-host.ts';
import type { CodeHost } from '#contexts/gates/ports/code-host.ts';
import type { Cloud } from './cloud.ts';

export function cloudCodeHost({ config }: Cloud): CodeHost {
  return openGitHubCodeHost({ token: () => Promise.resolve(config.githubToken), baseUrl: config.standIns.github });
}
