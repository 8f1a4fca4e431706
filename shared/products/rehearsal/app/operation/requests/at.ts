import type { DriveResult, DriveWork } from '#contexts/operations/app/owned.ts';
import type { OfRequest } from '#products/rehearsal/app/perform-effect.ts';

/** One effect's work on a request. `unlessGatesHold`: G9, what is done instead of beginning. */
export interface At extends OfRequest {
  work: DriveWork;
  unlessGatesHold(): Promise<DriveResult | undefined>;
}
