import type { RequestState } from '#domain/request/state.ts';
import type { Instant } from '#domain/time.ts';

/** A9. What became of an approved job in production. */
export const productionOutcomes = ['run', 'failed', 'not_run'] as const;
export type ProductionOutcome = (typeof productionOutcomes)[number];

export interface ProductionRecord {
  step: string;
  outcome: ProductionOutcome;
  /** The error, or why it was not run; may be empty for one that ran. */
  text: string;
  /** Whoever told, an operator's name. */
  by: string;
  at: Instant;
}

/** Kept with the request, newest last; all of them are on the timeline. */
const MOST = 60;

export function withProduction(state: Pick<RequestState, 'production'>, record: ProductionRecord): ProductionRecord[] {
  return [...(state.production ?? []), record].slice(-MOST);
}

/** The newest word on one job. */
export function productionOf({ production = [] }: Pick<RequestState, 'production'>, step: string): ProductionRecord | undefined {
  return production.findLast((record) => record.step === step);
}
