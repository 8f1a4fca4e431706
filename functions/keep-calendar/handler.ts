import { keepCalendar } from '#application/calendar/keep.ts';
import { performEffect } from '#application/perform-effect.ts';
import type { System } from '#application/system.ts';
import { taskHandler, type Handler } from '#edge/task-handler.ts';
import type { CallerVerifier } from '#edge/verify-caller.ts';

export function createKeepCalendar(system: System, verifier: CallerVerifier): Handler {
  return taskHandler(verifier, system.log, (task) => performEffect(system, 'keep_calendar', task, keepCalendar(system)));
}
