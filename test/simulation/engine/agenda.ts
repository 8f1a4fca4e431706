interface Entry {
  at: number;
  order: number;
  act: () => void;
}

/** What is to happen, by instant; what is set for the same instant happens in the order of setting it. A binary heap. */
export interface Agenda {
  add(at: number, act: () => void): void;
  next(): { at: number; act: () => void } | undefined;
  take(): void;
  size(): number;
}

export function createAgenda(): Agenda {
  const heap: Entry[] = [];
  let order = 0;
  return {
    add(at, act) {
      heap.push({ at, order: (order += 1), act });
      rise(heap, heap.length - 1);
    },
    next: () => heap[0],
    size: () => heap.length,
    take() {
      const last = heap.pop();
      if (last === undefined || heap.length === 0) return;
      heap[0] = last;
      sink(heap);
    },
  };
}

function isBefore(a: Entry | undefined, b: Entry | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}

function swap(heap: Entry[], a: number, b: number): void {
  const [left, right] = [heap[a], heap[b]];
  if (left === undefined || right === undefined) return;
  heap[a] = right;
  heap[b] = left;
}

function rise(heap: Entry[], from: number): void {
  for (let at = from; at > 0;) {
    const above = (at - 1) >> 1;
    if (!isBefore(heap[at], heap[above])) return;
    swap(heap, at, above);
    at = above;
  }
}

function sink(heap: Entry[]): void {
  for (let at = 0; ;) {
    const [left, right] = [2 * at + 1, 2 * at + 2];
    const least = isBefore(heap[right], heap[left]) ? right : left;
    if (!isBefore(heap[least], heap[at])) return;
    swap(heap, at, least);
    at = least;
  }
}
