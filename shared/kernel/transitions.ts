/** One table per machine: state → event → next state. What is not in the table is impossible. */
export type TransitionTable<S extends string, E extends string> = { readonly [s in S]: { readonly [e in E]?: S } };

/** The next state, or undefined when the move is impossible. */
export function nextState<S extends string, E extends string>(table: TransitionTable<S, E>, state: S, event: E): S | undefined {
  return table[state][event];
}

/** A broken rule of ours, not somebody's bad input: it is thrown, logged and never shown as an answer. */
export class ImpossibleMove extends Error {
  constructor(machine: string, state: string, event: string) {
    super(`${machine}: ${event} is impossible in ${state}`);
    this.name = 'ImpossibleMove';
  }
}

/** The next state; throws ImpossibleMove where the table has none. */
export function move<S extends string, E extends string>(machine: string, table: TransitionTable<S, E>, state: S, event: E): S {
  const next = nextState(table, state, event);
  if (next === undefined) throw new ImpossibleMove(machine, state, event);
  return next;
}
