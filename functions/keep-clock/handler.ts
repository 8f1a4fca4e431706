import { keepClock } from '#application/keep-clock.ts';
import { performEffect } from '#application/perform-effect.ts';
import type { System } from '#application/system.ts';
import { taskHandler, type Handler } from '#edge/task-handler.ts';
import type { CallerVerifier } from '#edge/verify-caller.ts';

export function createKeepClock(system: System, verifier: CallerVerifier): Handler {
  return taskHandler(verifier, system.log, (task) => performEffect(system, 'keep_clock', task, keepClock(system)));
}
