import type { TurnTaker } from '#contexts/backends/ports.ts';
import type { DrivenOwners, DriveTools } from '#contexts/operations/app/owned.ts';
import type { Owners } from '#contexts/operations/domain/owner.ts';
import type { ListingSource } from '#contexts/operations/ports/listings.ts';
import type { PlanOwners } from '#contexts/plans/app/owner.ts';
import type { PlanTransaction } from '#contexts/plans/ports.ts';
import type { Teller } from '#contexts/telling/app/teller.ts';
import type { CheckedRecord } from '#kernel/check-record.ts';
import type { Sweeper } from '#kernel/sweeper.ts';

/**
 * This product performs what belongs to contexts (turns of backends, plans, operations, mails), sweeps and checks for the whole installation: of the
 * other products it knows what stands here, and no more. `S`: the system that they are given, `Tx`: what is done in one of its transactions.
 */
export interface Others<S, Tx extends PlanTransaction> {
  /** Q3, B7. Who else does something on the same backends, in the order in which they are asked. */
  users(system: S): readonly TurnTaker[];
  /** O2. Who else owns operations, by the kind of its process: as its record has them, and as they are driven. */
  owners: Owners;
  driven(system: S, tools: DriveTools): DrivenOwners;
  /** O1. Whose plans are advanced, by the kind of their owner. */
  planOwners(system: S): PlanOwners<Tx>;
  /** O6. Their operations, as they are found. */
  listings(system: S): readonly ListingSource[];
  /** N10. Who else tells people, by the kind of their processes. */
  tellers: Readonly<Record<string, { of(system: S): Teller }>>;
  /** B6. */
  sweepers: Readonly<Record<string, Sweeper<S>>>;
  /** Z1, Z4. Records of its processes, checked. */
  records(system: S): Promise<CheckedRecord[]>;
}
