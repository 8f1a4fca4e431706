import type { AskedRun } from '#products/pipelines/contracts/rap/create-request.ts';
import type { ShownBackend } from '#products/pipelines/contracts/rap/backend.ts';
import type { ShownJob } from '#products/pipelines/contracts/rap/job.ts';
import type { Cancelled, Created } from '#products/pipelines/contracts/rap/results.ts';

/** A program that asks for runs, and the backends that it may reach. */
export interface RapClient {
  name: string;
  backends: readonly string[];
}

/**
 * What the RAP API asks of runs. Every answer is about what this client may reach, and what it may not is as if it were not there. What throws has an
 * outcome that nobody knows: the client is then told nothing, and asks by `status`.
 */
export interface RapDesk {
  /** Equal requests at once make one run: one is told `jobs`, the others `unchanged`. */
  create(client: RapClient, asked: AskedRun): Promise<Created>;
  /** Once all of a run's jobs are over, none is ever added to it, and none of them is unfinished again. */
  status(client: RapClient, ids: readonly string[]): Promise<{ jobs: ShownJob[]; unknown: string[] }>;
  /** Actions each once. Those that are over stay as they ended, with their times. */
  cancel(client: RapClient, id: string, actions: readonly string[]): Promise<Cancelled>;
  backends(client: RapClient): Promise<ShownBackend[]>;
}
