import { performEffect } from '#application/perform-effect.ts';
import type { System } from '#application/system.ts';
import { updateSheet } from '#application/update-sheet.ts';
import { taskHandler, type Handler } from '#edge/task-handler.ts';
import type { CallerVerifier } from '#edge/verify-caller.ts';
import type { ApprovalSheet } from '#ports/approval-sheet.ts';

export function createUpdateSheet(
  system: System,
  verifier: CallerVerifier,
  sheet: ApprovalSheet,
  requestUrl: (requestId: string) => string,
): Handler {
  return taskHandler(verifier, system.log, (task) => performEffect(system, 'update_sheet', task, updateSheet(system, sheet, requestUrl)));
}
