import type { Gated } from '#contexts/gates/domain/parts/gated.ts';
import type { Lifecycle } from '#products/rehearsal/domain/parts/lifecycle.ts';
import type { Mergeable } from '#contexts/gates/domain/parts/mergeable.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';

/** G9. What says whether its gates hold it where it is. */
export type Holdable = Requested & Gated & Mergeable & Lifecycle;
