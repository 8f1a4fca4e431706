import type { ProductionRecord } from '#products/rehearsal/domain/kept/production.ts';

/** What came of it after its release. */
export interface Shipped {
  /** A9. What became of its jobs in production, newest last. */
  production?: ProductionRecord[];
  /** A9. In which round people were asked for it after its release. */
  productionAsked?: { release: string; round: number };
}
