import type { Allocated } from '#contexts/operations/domain/parts/allocated.ts';
import type { Assigned } from '#contexts/access/domain/parts/assigned.ts';
import type { Authored } from '#contexts/gates/domain/parts/authored.ts';
import type { Gated } from '#contexts/gates/domain/parts/gated.ts';
import type { Identified } from '#products/rehearsal/domain/parts/identified.ts';
import type { Lifecycle } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { Mergeable } from '#contexts/gates/domain/parts/mergeable.ts';
import type { Questioned } from '#products/rehearsal/domain/parts/questioned.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import type { Shipped } from '#products/rehearsal/domain/parts/shipped.ts';
import type { Targeted } from '#contexts/calendar/domain/parts/targeted.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';

/**
 * What stands with a request whatever its status. Each part lies with what it is about; a function takes those that it needs, and so need
 * not know the others.
 */
export interface RequestCommon
  extends Identified, Requested, Authored, Gated, Tested, Questioned, Allocated, Targeted, Shipped, Mergeable, Assigned {}

export type RequestState = RequestCommon & Lifecycle;
