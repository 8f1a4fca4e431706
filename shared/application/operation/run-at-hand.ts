import type { FoundRun } from '#domain/run/find.ts';
import type { Work } from '#application/perform-effect.ts';
import type { System } from '#application/system.ts';
import type { JobExecutor } from '#ports/executor.ts';
import type { OutputStore } from '#ports/output-store.ts';

/** One run, as an effect finds it. */
export interface RunAtHand {
  system: System;
  outputs: OutputStore;
  executor: JobExecutor;
  work: Work<'run_job'>;
  found: FoundRun;
}
