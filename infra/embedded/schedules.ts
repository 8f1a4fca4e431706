import { reconcileSheet } from '#application/reconcile-sheet.ts';
import { sweepAndReport } from '#application/sweep-report.ts';
import { DAY, MINUTE, type Duration } from '#domain/time.ts';
import type { ApprovalSheet } from '#ports/approval-sheet.ts';
import { requestUrl as requestUrlOf } from '#shared/wiring/page-tools.ts';
import type { Parts } from './platform.ts';

/** What Cloud Scheduler is in the cloud, on the wall's time. */
export function startSchedules({ system, newId, settings }: Parts, sheet: ApprovalSheet): { stop(): void } {
  const requestUrl = requestUrlOf({ settings });
  const timers = [
    every(MINUTE, () => sweepAndReport(system, newId()).catch((error: unknown) => failed('sweep failed', error))),
    every(DAY, () => reconcileSheet(system, sheet, requestUrl).catch((error: unknown) => failed('sheet could not be reconciled', error))),
  ];
  function failed(message: string, error: unknown): void {
    system.log('ERROR', message, { cause: String(error) });
  }
  return { stop: () => timers.forEach((timer) => clearInterval(timer)) };
}

function every(period: Duration, work: () => Promise<unknown>): NodeJS.Timeout {
  return setInterval(() => void work(), period);
}
