/** Any TransitionTable, seen from outside: state → event → state. The first state is where things begin. */
export type AnyTable = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Every state that is led to must be a row: a typing slip in a table is then no diagram at all, and the check fails. */
export function isTransitionTable(value: unknown): value is AnyTable {
  if (typeof value !== 'object' || value === null) return false;
  const rows: [string, unknown][] = Object.entries(value);
  const states = new Set(rows.map(([state]) => state));
  return rows.length > 0 && rows.every(([, moves]) => isRow(moves, states));
}

function isRow(moves: unknown, states: ReadonlySet<string>): boolean {
  return typeof moves === 'object' && moves !== null && Object.values(moves).every((to) => typeof to === 'string' && states.has(to));
}
