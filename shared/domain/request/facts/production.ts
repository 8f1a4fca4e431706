import { quiet, type FactKinds } from '#domain/request/fact-kind.ts';
import { withProduction } from '#domain/request/production.ts';
import type { ProductionFact } from '#domain/request/facts/types/production.ts';

export const productionFacts: FactKinds<ProductionFact> = {
  production_recorded: { ...quiet, evolve: (state, { record }) => ({ ...state, ...withProduction(state, record) }) },
  production_awaited: { ...quiet, evolve: (state, { release, round }) => ({ ...state, productionAsked: { release, round } }) },
};
