interface Heap {
  push(value: number): void;
  /** The smallest; undefined when it is empty. */
  pop(): number | undefined;
}

/** A binary heap of numbers: thousands of steps are put in order without looking through all of them again and again. */
export function openHeap(): Heap {
  const values: number[] = [];
  return {
    push(value) {
      values.push(value);
      rise(values, values.length - 1);
    },
    pop() {
      const [first] = values;
      const last = values.pop();
      if (last === undefined || values.length === 0) return first;
      values[0] = last;
      sink(values, 0);
      return first;
    },
  };
}

function rise(values: number[], from: number): void {
  for (let at = from; at > 0;) {
    const parent = (at - 1) >> 1;
    if (valueAt(values, parent) <= valueAt(values, at)) return;
    swap(values, at, parent);
    at = parent;
  }
}

function sink(values: number[], from: number): void {
  for (let at = from; ;) {
    const left = 2 * at + 1;
    const smaller = valueAt(values, left + 1) < valueAt(values, left) ? left + 1 : left;
    if (valueAt(values, smaller) >= valueAt(values, at)) return;
    swap(values, at, smaller);
    at = smaller;
  }
}

function valueAt(values: readonly number[], at: number): number {
  return values[at] ?? Infinity;
}

function swap(values: number[], a: number, b: number): void {
  const kept = valueAt(values, a);
  values[a] = valueAt(values, b);
  values[b] = kept;
}
