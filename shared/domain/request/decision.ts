import type { Fact } from '#domain/request/facts.ts';
import type { RequestState } from '#domain/request/state.ts';
import { evolve } from '#domain/request/evolve.ts';
import { refuse, type Refusal } from '#domain/request/refusal.ts';

export { refuse, type Refusal };

export type Decision = { refused: Refusal } | { facts: Fact[]; state: RequestState };

/** A decision in the making: each fact is folded in at once, so that what follows is decided on what is true by then. */
export interface Draft {
  readonly state: RequestState;
  readonly facts: readonly Fact[];
  record(fact: Fact): void;
}

export function startDraft(state: RequestState): Draft {
  let current = state;
  const facts: Fact[] = [];
  return {
    get state() {
      return current;
    },
    facts,
    record(fact) {
      current = evolve(current, fact);
      facts.push(fact);
    },
  };
}
