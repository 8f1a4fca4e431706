import type { Operation } from '#application/operations/define.ts';
import { sweepAndReport } from '#application/sweep-report.ts';

export const sweepNow: Operation<'sweep_now'> = async (system, { newId }) => ({
  done: { facts: { ...(await sweepAndReport(system, newId())) } },
});
