import type { Instant } from '#kernel/time.ts';

/** Q5. What would become of one job if the request were accepted now. */
export type Planned = { step: string; name: string } & (
  | { plan: 'run'; /** Steps that must have passed before. */ after: string[] }
  | { plan: 'reuse'; run: string; endedAt: Instant; /** Where it ran, when that is another request. */ from?: string; why: string }
  | { plan: 'blocked'; because: string }
);
