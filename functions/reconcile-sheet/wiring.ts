import { reconcileSheet as reconcile } from '#products/rehearsal/app/reconcile-sheet.ts';
import type { CallerVerifier } from '#doors/verify-caller.ts';
import type { ApprovalSheet } from '#contexts/telling/ports/approval-sheet.ts';
import { requestUrl } from '#functions/wiring/request-url.ts';
import type { Wiring } from '#functions/wiring/wiring.ts';
import { createReconcileSheet } from './handler.ts';

export const reconcileSheet: Wiring<{ scheduleCaller: CallerVerifier; sheet: ApprovalSheet }> = {
  dependencies: ['scheduleCaller', 'sheet'],
  open: (installation, { scheduleCaller, sheet }) =>
    createReconcileSheet(installation.system, scheduleCaller, sheet, requestUrl(installation)),
  scheduled: {
    work: (installation, { sheet }) => reconcile(installation.system, sheet, requestUrl(installation)),
    failed: 'sheet could not be reconciled',
  },
};
