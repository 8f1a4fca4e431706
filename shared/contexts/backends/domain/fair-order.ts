import type { SlotsState } from '#contexts/backends/domain/slots.ts';
import type { Waiting } from '#contexts/backends/domain/waiting.ts';

/** What was interrupted before all else, then the longest waiting; no two are alike. */
export function olderFirst(a: Waiting, b: Waiting): number {
  return Number(b.isRerun) - Number(a.isRerun) || a.since - b.since || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** B7. Those waiting of one workspace, the first of them first. */
interface Line {
  waiting: Waiting[];
  running: number;
}

/**
 * Asks of each whether it starts: interrupted ones first, then those of whose workspace the fewest run at that moment, then the oldest. Given as
 * `olderFirst` has them: of one workspace they come in that order, so that only the first of each is compared. Once `isFull`, the order means nothing.
 */
export function inFairOrder(
  waiting: readonly Waiting[],
  { holders }: SlotsState,
  starts: (one: Waiting) => boolean,
  isFull: () => boolean,
): void {
  const lines = new Map<string, Line>();
  for (const one of waiting) {
    const line = lines.get(one.workspace) ?? {
      waiting: [],
      running: holders.filter(({ workspace }) => workspace === one.workspace).length,
    };
    line.waiting.push(one);
    lines.set(one.workspace, line);
  }
  const left = new Set(lines.values());
  while (left.size > 0 && !isFull()) {
    const [line, one] = first(left);
    line.waiting.shift();
    if (line.waiting.length === 0) left.delete(line);
    if (starts(one)) line.running += 1;
  }
  for (const line of left) for (const one of line.waiting) starts(one);
}

function first(lines: ReadonlySet<Line>): [Line, Waiting] {
  let best: [Line, Waiting] | undefined;
  for (const line of lines) {
    const [one] = line.waiting;
    if (one !== undefined && (best === undefined || compare(line, one, ...best) < 0)) best = [line, one];
  }
  if (best === undefined) throw new Error('a line in which nobody waits');
  return best;
}

function compare(line: Line, one: Waiting, otherLine: Line, other: Waiting): number {
  return Number(other.isRerun) - Number(one.isRerun) || line.running - otherLine.running || olderFirst(one, other);
}
