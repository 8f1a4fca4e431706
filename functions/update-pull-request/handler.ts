import { performEffect } from '#application/perform-effect.ts';
import type { System } from '#application/system.ts';
import { updatePullRequest, type PullRequestTools } from '#application/update-pull-request.ts';
import { taskHandler, type Handler } from '#edge/task-handler.ts';
import type { CallerVerifier } from '#edge/verify-caller.ts';
import type { CodeHost } from '#ports/code-host.ts';

export function createUpdatePullRequest(system: System, verifier: CallerVerifier, codeHost: CodeHost, tools: PullRequestTools): Handler {
  const perform = updatePullRequest(system, codeHost, tools);
  return taskHandler(verifier, system.log, (task) => performEffect(system, 'update_pull_request', task, perform));
}
