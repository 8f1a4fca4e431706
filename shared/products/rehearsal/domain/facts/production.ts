import { quiet, type FactKinds } from '#products/rehearsal/domain/fact-kind.ts';
import { withProduction } from '#products/rehearsal/domain/production.ts';
import type { ProductionFact } from '#products/rehearsal/domain/facts/types/production.ts';

export const productionFacts: FactKinds<ProductionFact> = {
  production_recorded: { ...quiet, evolve: (state, { record }) => ({ ...state, ...withProduction(state, record) }) },
  production_awaited: { ...quiet, evolve: (state, { release, round }) => ({ ...state, productionAsked: { release, round } }) },
};
