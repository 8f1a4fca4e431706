import { sweepAndReport } from '#products/rehearsal/app/sweep-report.ts';
import type { CallerVerifier } from '#doors/verify-caller.ts';
import type { Wiring } from '#functions/wiring/wiring.ts';
import { createSweep } from './handler.ts';

export const sweep: Wiring<{ scheduleCaller: CallerVerifier }> = {
  dependencies: ['scheduleCaller'],
  open: ({ system, newId }, { scheduleCaller }) => createSweep(system, scheduleCaller, newId),
  scheduled: { work: ({ system, newId }) => sweepAndReport(system, newId()), failed: 'sweep failed' },
};
