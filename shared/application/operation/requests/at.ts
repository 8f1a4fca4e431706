import type { DriveWork } from '#application/operation/owner.ts';
import type { AnyResult, OfRequest } from '#application/perform-effect.ts';

/** One effect's work on a request. `unlessGatesHold`: G9, what is done instead of beginning. */
export interface At extends OfRequest {
  work: DriveWork;
  unlessGatesHold(): Promise<AnyResult | undefined>;
}
