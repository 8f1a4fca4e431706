import type { Operation } from '#products/rehearsal/app/operations/define.ts';
import { sweepAndReport } from '#products/rehearsal/app/sweep-report.ts';

export const sweepNow: Operation<'sweep_now'> = async (system, { newId }) => ({
  done: { facts: { ...(await sweepAndReport(system, newId())) } },
});
