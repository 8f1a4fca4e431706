import { dependantsOf } from '#html/pictures/graph/layers.ts';

/** What stands nearest to one, before and behind, by how many steps away; no more than so many in all. In the order of their places. */
export function around(needs: readonly (readonly number[])[], centre: number, most: number): number[] {
  const dependants = dependantsOf(needs);
  const found = new Set([centre]);
  let edge = [centre];
  while (edge.length > 0 && found.size < most) {
    const next: number[] = [];
    for (const at of edge)
      for (const other of [...(needs[at] ?? []), ...(dependants[at] ?? [])]) {
        if (found.has(other) || found.size >= most) continue;
        found.add(other);
        next.push(other);
      }
    edge = next;
  }
  return [...found].toSorted((a, b) => a - b);
}

/** Those alone, with what they need of each other. */
export function onlyThese<N extends { needs: readonly number[] }>(nodes: readonly N[], places: readonly number[]): N[] {
  const newPlaces = new Map(places.map((at, n) => [at, n]));
  return places.flatMap((at) => {
    const node = nodes[at];
    return node === undefined ? [] : [{ ...node, needs: node.needs.flatMap((need) => newPlaces.get(need) ?? []) }];
  });
}
