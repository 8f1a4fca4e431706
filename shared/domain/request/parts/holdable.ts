import type { Gated } from '#domain/request/parts/gated.ts';
import type { Lifecycle } from '#domain/request/parts/lifecycle.ts';
import type { Mergeable } from '#domain/request/parts/mergeable.ts';
import type { Requested } from '#domain/request/parts/requested.ts';

/** G9. What says whether its gates hold it where it is. */
export type Holdable = Requested & Gated & Mergeable & Lifecycle;
