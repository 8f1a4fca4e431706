import { backendProcesses } from '#contexts/backends/app/stored-backends.ts';
import { planProcesses } from '#contexts/plans/app/stored-plans.ts';
import { anyOf } from '#kernel/app/handle.ts';
import type { Kernel, Machine } from '#kernel/system.ts';
import { storedJobs } from '#products/pipelines/app/stored-jobs.ts';
import { storedRuns } from '#products/pipelines/app/stored-runs.ts';
import { storedWorkspaces } from '#products/pipelines/app/stored-workspaces.ts';
import type { System } from '#products/pipelines/app/system.ts';
import type { Transaction } from '#products/pipelines/ports/store.ts';
import { effectKinds } from '#products/pipelines/stored/tasks.ts';

export const processes: Machine<Transaction>['processes'] = {
  workspace: anyOf(storedWorkspaces),
  run: anyOf(storedRuns),
  job: anyOf(storedJobs),
  ...backendProcesses,
  ...planProcesses,
};

/** Kinds of effects, as the kernel knows them. */
export const effects: Machine['effects'] = Object.fromEntries(
  Object.entries(effectKinds).map(([kind, { queue, subjects, replays, onGivenUp }]) => [kind, { ...queue, subjects, replays, onGivenUp }]),
);

/** The system as the kernel works with it. */
export function kernelOf(system: System): Kernel<Transaction> {
  return { ...system, ...(system.machine ?? { effects, processes }) };
}
