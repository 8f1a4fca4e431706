import { performEffect, type Performer } from '#application/perform-effect.ts';
import type { System } from '#application/system.ts';
import type { TaskKind } from '#contracts/tasks.ts';
import { taskHandler, type Handler } from '#edge/task-handler.ts';
import type { CallerVerifier } from '#edge/verify-caller.ts';

/** The function that performs the effects of one kind. */
export function taskDoor<K extends TaskKind>(system: System, caller: CallerVerifier, kind: K, perform: Performer<K>): Handler {
  return taskHandler(caller, system.log, (task) => performEffect(system, kind, task, perform));
}
