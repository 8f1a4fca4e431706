/** What is laid out: by place, the places of what each needs. */
type Needs = readonly (readonly number[])[];

/** By place: how many others stand one behind the other before it. What lies in a circle stands as far back as it was come by. */
export function depthsOf(needs: Needs): number[] {
  const { left, dependants } = counted(needs);
  const depths = needs.map(() => 0);
  const open = left.flatMap((count, at) => (count === 0 ? [at] : []));
  for (const at of open)
    for (const next of dependants[at] ?? []) {
      depths[next] = Math.max(depths[next] ?? 0, (depths[at] ?? 0) + 1);
      left[next] = (left[next] ?? 0) - 1;
      if (left[next] === 0) open.push(next);
    }
  return depths;
}

export function dependantsOf(needs: Needs): number[][] {
  return counted(needs).dependants;
}

function counted(needs: Needs): { left: number[]; dependants: number[][] } {
  const dependants: number[][] = needs.map(() => []);
  const left = needs.map((own, at) => {
    const different = [...new Set(own)].filter((need) => need !== at && dependants[need] !== undefined);
    for (const need of different) dependants[need]?.push(at);
    return different.length;
  });
  return { left, dependants };
}

/** The lines that others do not say as well: what is needed through something else is needed already. */
export function withoutDetours(needs: Needs, depths: readonly number[]): number[][] {
  const ordered = needs.map((_, at) => at).toSorted((a, b) => (depths[a] ?? 0) - (depths[b] ?? 0));
  const behind = needs.map(() => new Set<number>());
  const kept: number[][] = needs.map(() => []);
  for (const at of ordered) {
    const reached = behind[at] ?? new Set();
    // The deepest first: they reach the most of the others.
    for (const need of [...new Set(needs[at])].toSorted((a, b) => (depths[b] ?? 0) - (depths[a] ?? 0))) {
      if (!reached.has(need)) kept[at]?.push(need);
      reached.add(need);
      for (const further of behind[need] ?? []) reached.add(further);
    }
  }
  return kept;
}

const SWEEPS = 4;

/** The columns from left to right, each from top to bottom, so that few lines cross: every node stands near the middle of those that it is joined to. The same graph always has the same picture. */
export function columnsOf(needs: Needs, depths: readonly number[]): number[][] {
  const columns: number[][] = [];
  for (const [at, depth] of depths.entries()) (columns[depth] ??= []).push(at);
  const dependants = dependantsOf(needs);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const isForth = sweep % 2 === 0;
    const rows = new Map(columns.flatMap((column) => column.map((at, row) => [at, row / column.length] as const)));
    for (const n of isForth ? columns.keys() : [...columns.keys()].toReversed()) {
      const column = columns[n] ?? [];
      const middle = new Map(column.map((at) => [at, middleOf((isForth ? needs : dependants)[at] ?? [], rows) ?? rows.get(at) ?? 0]));
      const sorted = column.toSorted((a, b) => (middle.get(a) ?? 0) - (middle.get(b) ?? 0) || a - b);
      columns[n] = sorted;
      sorted.forEach((at, row) => rows.set(at, row / sorted.length));
    }
  }
  return columns;
}

function middleOf(places: readonly number[], rows: ReadonlyMap<number, number>): number | undefined {
  if (places.length === 0) return undefined;
  return places.reduce((sum, at) => sum + (rows.get(at) ?? 0), 0) / places.length;
}
