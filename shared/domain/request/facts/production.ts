import type { Instant } from '#domain/time.ts';
import { quiet, type FactKinds } from '#domain/request/fact-kind.ts';
import { withProduction, type ProductionRecord } from '#domain/request/production.ts';

/** A9. What follows from them follows from all that happened at once: `react/production.ts`. */
export type ProductionFact =
  | { fact: 'production_recorded'; record: ProductionRecord }
  /** Nobody has told it so long after the release. */
  | { fact: 'production_awaited'; release: string; round: number; at: Instant };

export const productionFacts: FactKinds<ProductionFact> = {
  production_recorded: { ...quiet, evolve: (state, { record }) => ({ ...state, ...withProduction(state, record) }) },
  production_awaited: { ...quiet, evolve: (state, { release, round }) => ({ ...state, productionAsked: { release, round } }) },
};
