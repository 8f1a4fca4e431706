import type { TurnTaker } from '#contexts/backends/ports.ts';
import type { DrivenOwners, DriveTools } from '#contexts/operations/app/owned.ts';
import type { ListingSource } from '#contexts/operations/ports/listings.ts';
import type { PlanOwners } from '#contexts/plans/app/owner.ts';
import { jobsOn } from '#products/pipelines/app/backend-user.ts';
import { checkRecords } from '#products/pipelines/app/check-records.ts';
import { houseOf } from '#products/pipelines/app/house.ts';
import { jobListings } from '#products/pipelines/app/job-listings.ts';
import { drivenJobs } from '#products/pipelines/app/operation/driven.ts';
import { runPlans } from '#products/pipelines/app/run-plans.ts';
import { runTeller } from '#products/pipelines/app/run-teller.ts';
import { sweepers } from '#products/pipelines/app/sweepers/table.ts';
import type { System } from '#products/pipelines/app/system.ts';
import { owners } from '#products/pipelines/domain/owners/table.ts';
import type { Transaction } from '#products/pipelines/ports/store.ts';

/** What of this product the machinery must know that serves all products (`functions/wiring/others.ts`). */
export const forOthers = {
  /** In the order in which they are asked. */
  users: (system: System): readonly TurnTaker[] => [jobsOn(houseOf(system))],
  owners,
  driven: (system: System, { actions: executor }: DriveTools): DrivenOwners => ({
    job: drivenJobs(houseOf(system), { executor, rules: system.rules }),
  }),
  planOwners: (system: System): PlanOwners<Transaction> => ({ run: runPlans(houseOf(system)) }),
  listings: (system: System): readonly ListingSource[] => [jobListings(system)],
  tellers: { run: { of: runTeller } },
  sweepers,
  records: checkRecords,
};
