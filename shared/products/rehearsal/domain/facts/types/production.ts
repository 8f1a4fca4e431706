import type { Instant } from '#kernel/time.ts';
import type { ProductionRecord } from '#products/rehearsal/domain/kept/production.ts';

/** A9. What follows from them follows from all that happened at once: `react/production.ts`. */
export type ProductionFact =
  | { fact: 'production_recorded'; record: ProductionRecord }
  /** Nobody has told it so long after the release. */
  | { fact: 'production_awaited'; release: string; round: number; at: Instant };
