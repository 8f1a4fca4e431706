import { checkGates } from '#application/check-gates.ts';
import { performEffect } from '#application/perform-effect.ts';
import type { System } from '#application/system.ts';
import { taskHandler, type Handler } from '#edge/task-handler.ts';
import type { CallerVerifier } from '#edge/verify-caller.ts';
import type { CodeHost } from '#ports/code-host.ts';

export function createCheckGates(system: System, verifier: CallerVerifier, codeHost: CodeHost): Handler {
  return taskHandler(verifier, system.log, (task) => performEffect(system, 'check_gates', task, checkGates(system, codeHost)));
}
