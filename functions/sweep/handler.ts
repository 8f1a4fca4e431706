import { sweepAndReport } from '#application/sweep-report.ts';
import type { System } from '#application/system.ts';
import { sendJson, sendProblem } from '#edge/problem-json.ts';
import { isTrusted, type Handler } from '#edge/task-handler.ts';
import type { CallerVerifier } from '#edge/verify-caller.ts';

/** B6. Called by a schedule every few minutes; calling it more often does no harm. */
export function createSweep(system: System, verifier: CallerVerifier, newId: () => string): Handler {
  return async (request, response) => {
    if (!(await isTrusted(verifier, system.log, request))) return sendProblem(response, 'unauthorized');
    sendJson(response, 200, await sweepAndReport(system, newId()));
  };
}
