import { performEffect, type Performer } from '#products/rehearsal/app/perform-effect.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import type { TaskKind } from '#products/rehearsal/stored/tasks.ts';
import { taskHandler, type Handler } from '#doors/task-handler.ts';
import type { CallerVerifier } from '#doors/verify-caller.ts';

/** The function that performs the effects of one kind. */
export function taskDoor<K extends TaskKind>(system: System, caller: CallerVerifier, kind: K, perform: Performer<K>): Handler {
  return taskHandler(caller, system.log, (task) => performEffect(system, kind, task, perform));
}
