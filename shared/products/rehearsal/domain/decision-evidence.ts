import type { OutputEnds } from '#contexts/operations/domain/stream-ends.ts';
import type { Authored } from '#contexts/gates/domain/parts/authored.ts';
import type { Identified } from '#products/rehearsal/domain/parts/identified.ts';
import type { Lifecycle } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';

/** What is read for somebody who decides, beside the request itself. */
export interface DecisionEvidence {
  /** By run. */
  ends: ReadonlyMap<string, OutputEnds>;
  /** The request that this one says it follows. */
  earlier?: EarlierRequest;
}

export type EarlierRequest = Identified & Requested & Authored & Tested & Lifecycle;
