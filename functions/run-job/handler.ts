import { performEffect } from '#application/perform-effect.ts';
import { runJob, type Executors } from '#application/run-job.ts';
import type { System } from '#application/system.ts';
import type { OutputStore } from '#ports/output-store.ts';
import { taskHandler, type Handler } from '#edge/task-handler.ts';
import type { CallerVerifier } from '#edge/verify-caller.ts';

export function createRunJob(system: System, verifier: CallerVerifier, executors: Executors, outputs: OutputStore): Handler {
  return taskHandler(verifier, system.log, (task) => performEffect(system, 'run_job', task, runJob(system, executors, outputs)));
}
