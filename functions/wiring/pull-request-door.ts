import type { PullRequestDoor } from '#functions/receive-pull-request-event/handler.ts';
import type { Installation } from './installation.ts';

export function pullRequestDoor({ settings, secrets }: Installation): PullRequestDoor {
  return { secrets: secrets.pullRequestSecrets, repositories: settings.repositories };
}
