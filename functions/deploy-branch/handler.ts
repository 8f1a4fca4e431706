import { deployStep, type DeployTools } from '#application/deploy-step.ts';
import { performEffect } from '#application/perform-effect.ts';
import type { System } from '#application/system.ts';
import { taskHandler, type Handler } from '#edge/task-handler.ts';
import type { CallerVerifier } from '#edge/verify-caller.ts';

export function createDeployBranch(system: System, verifier: CallerVerifier, tools: DeployTools): Handler {
  return taskHandler(verifier, system.log, (task) => performEffect(system, 'deploy_step', task, deployStep(system, tools)));
}
