import { performEffect } from '#application/perform-effect.ts';
import { runJob, type RunTools } from '#application/run-job.ts';
import type { System } from '#application/system.ts';
import { taskHandler, type Handler } from '#edge/task-handler.ts';
import type { CallerVerifier } from '#edge/verify-caller.ts';

export function createRunJob(system: System, verifier: CallerVerifier, tools: RunTools): Handler {
  return taskHandler(verifier, system.log, (task) => performEffect(system, 'run_job', task, runJob(system, tools)));
}
