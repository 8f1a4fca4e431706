import type { TurnTaker } from '#contexts/backends/ports.ts';
import type { DrivenOwners } from '#contexts/operations/app/owned.ts';
import type { PlanOwners } from '#contexts/plans/app/owner.ts';
import { checkRecords } from '#products/pipelines/app/check-records.ts';
import { sweepers } from '#products/pipelines/app/sweepers/table.ts';
import { owners } from '#products/pipelines/domain/owners/table.ts';

/** What of this product the machinery must know that serves all products (`functions/wiring/others.ts`). */
export const forOthers = {
  /** In the order in which they are asked. */
  users: (): readonly TurnTaker[] => [],
  owners,
  driven: (): DrivenOwners => ({}),
  planOwners: (): PlanOwners => ({}),
  sweepers,
  records: checkRecords,
};
