/** A decision in the making: each fact is folded in at once, so that what follows is decided on what is true by then. */
export interface Draft<State, Fact> {
  readonly state: State;
  readonly facts: readonly Fact[];
  record(fact: Fact): void;
}

export function startDraft<State, Fact>(evolve: (state: State, fact: Fact) => State, state: State): Draft<State, Fact> {
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
