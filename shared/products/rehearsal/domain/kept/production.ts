import type { Instant } from '#kernel/time.ts';

/** A9. What became of an approved job in production. */
export const productionOutcomes = ['run', 'failed', 'not_run'] as const;

export type ProductionOutcome = (typeof productionOutcomes)[number];

export interface ProductionRecord {
  step: string;
  outcome: ProductionOutcome;
  /** The error, or why it was not run; may be empty for one that ran. */
  text: string;
  /** Whoever told: an operator's name, or a person's id. */
  by: string;
  at: Instant;
}
