/** The same structure with some objects exchanged, wherever they were handed on to; what holds none of them stays the very object it was. */
export function rewired<T extends object>(value: T, swaps: ReadonlyMap<unknown, unknown>): T {
  return rebuilt(value, swaps, 4) as T;
}

function rebuilt(value: unknown, swaps: ReadonlyMap<unknown, unknown>, depth: number): unknown {
  if (swaps.has(value)) return swaps.get(value);
  if (depth === 0 || typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  const entries = Object.entries(value).map(([name, inner]) => [name, rebuilt(inner, swaps, depth - 1)] as const);
  const before: { [name: string]: unknown } = { ...value };
  return entries.every(([name, inner]) => before[name] === inner) ? value : Object.fromEntries(entries);
}
