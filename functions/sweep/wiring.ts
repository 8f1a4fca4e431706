import { sweepAndReport } from '#application/sweep-report.ts';
import type { CallerVerifier } from '#edge/verify-caller.ts';
import type { Wiring } from '#shared/wiring/wiring.ts';
import { createSweep } from './handler.ts';

export const sweep: Wiring<{ scheduleCaller: CallerVerifier }> = {
  tools: ['scheduleCaller'],
  open: ({ system, newId }, { scheduleCaller }) => createSweep(system, scheduleCaller, newId),
  scheduled: { work: ({ system, newId }) => sweepAndReport(system, newId()), failed: 'sweep failed' },
};
