import { reconcileSheet } from '#products/rehearsal/app/reconcile-sheet.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import { sendJson, sendProblem } from '#doors/problem-json.ts';
import { isTrusted, type Handler } from '#doors/task-handler.ts';
import type { CallerVerifier } from '#doors/verify-caller.ts';
import type { ApprovalSheet } from '#contexts/telling/ports/approval-sheet.ts';

/** N4. Called by a schedule every night; calling it more often does no harm. Answers with what it found. */
export function createReconcileSheet(
  system: System,
  verifier: CallerVerifier,
  sheet: ApprovalSheet,
  requestUrl: (requestId: string) => string,
): Handler {
  return async (request, response) => {
    if (!(await isTrusted(verifier, system.log, request))) return sendProblem(response, 'unauthorized');
    try {
      sendJson(response, 200, await reconcileSheet(system, sheet, requestUrl));
    } catch (error) {
      system.log('ERROR', 'sheet could not be reconciled', { cause: String(error).slice(0, 300) });
      sendProblem(response, 'internal_error');
    }
  };
}
