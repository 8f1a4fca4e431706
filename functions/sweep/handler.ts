import { sweepAndReport } from '#products/rehearsal/app/sweep-report.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import { sendJson, sendProblem } from '#doors/problem-json.ts';
import { isTrusted, type Handler } from '#doors/task-handler.ts';
import type { CallerVerifier } from '#doors/verify-caller.ts';

/** B6. Called by a schedule every few minutes; calling it more often does no harm. */
export function createSweep(system: System, verifier: CallerVerifier, newId: () => string): Handler {
  return async (request, response) => {
    if (!(await isTrusted(verifier, system.log, request))) return sendProblem(response, 'unauthorized');
    sendJson(response, 200, await sweepAndReport(system, newId()));
  };
}
