import type { BackendTables } from '#contexts/backends/documents.ts';
import type { PoolRules } from '#contexts/backends/domain/pool-rules.ts';
import type { BackendState } from '#contexts/backends/domain/state.ts';
import type { PlanTables } from '#contexts/plans/documents.ts';
import type { RunTables } from '#products/pipelines/stored/runs.ts';
import type { KernelTables } from '#kernel/store/documents.ts';
import type { Store, Transaction } from '#kernel/store/port.ts';
import type { Kernel } from '#kernel/system.ts';
import type { Hash } from '#kernel/chain.ts';

type Kept = KernelTables & BackendTables & PlanTables & RunTables;

/** What is done with runs and jobs in a transaction. */
export type RunTransaction = Transaction<Kept>;

type RunStore = Store<Kept>;

/** What runs and jobs work with. */
export interface JobHouse {
  kernel: Kernel<RunTransaction>;
  store: Pick<RunStore, 'get' | 'query' | 'now' | 'count'>;
  /** B7, B10. How the slots of a backend are given out; undefined where nobody names it, or nothing shares it. */
  sharing(backend: Pick<BackendState, 'slug' | 'added'>): PoolRules | undefined;
}

/** What runs are made with, too. */
export interface RunHouse extends JobHouse {
  /** Hex digest of a text: ids of jobs are made of it. */
  sha1: Hash;
}
