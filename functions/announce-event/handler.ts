import { announceEvent, type Outgoing } from '#application/announce-event.ts';
import { performEffect } from '#application/perform-effect.ts';
import type { System } from '#application/system.ts';
import { taskHandler, type Handler } from '#edge/task-handler.ts';
import type { CallerVerifier } from '#edge/verify-caller.ts';

export function createAnnounceEvent(system: System, verifier: CallerVerifier, channels: ReadonlyMap<string, Outgoing>): Handler {
  return taskHandler(verifier, system.log, (task) => performEffect(system, 'announce', task, announceEvent(system, channels)));
}
