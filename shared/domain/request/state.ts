import type { Allocated } from '#domain/request/parts/allocated.ts';
import type { Assigned } from '#domain/request/parts/assigned.ts';
import type { Authored } from '#domain/request/parts/authored.ts';
import type { Gated } from '#domain/request/parts/gated.ts';
import type { Identified } from '#domain/request/parts/identified.ts';
import type { Lifecycle } from '#domain/request/parts/lifecycle.ts';
import type { Mergeable } from '#domain/request/parts/mergeable.ts';
import type { Questioned } from '#domain/request/parts/questioned.ts';
import type { Requested } from '#domain/request/parts/requested.ts';
import type { Shipped } from '#domain/request/parts/shipped.ts';
import type { Targeted } from '#domain/request/parts/targeted.ts';
import type { Tested } from '#domain/request/parts/tested.ts';

/**
 * What stands with a request whatever its status. Each part lies with what it is about; a function takes those that it needs, and so need
 * not know the others.
 */
export interface RequestCommon
  extends Identified, Requested, Authored, Gated, Tested, Questioned, Allocated, Targeted, Shipped, Mergeable, Assigned {}

export type RequestState = RequestCommon & Lifecycle;
