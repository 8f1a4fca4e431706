import type { Node } from '#html/pictures/graph/node.ts';
import { depthsOf } from '#html/pictures/graph/layers.ts';
import { largest } from '#kernel/lists.ts';

/** Columns of a folded graph at the most; of each there are no more boxes than states. */
const COLUMNS = 16;

interface Folded extends Node {
  count: number;
}

/** Of a graph that nobody can overlook: all that stand about as far back and in the same state become one box, which says how many they are. */
export function folded(nodes: readonly Node[]): Node[] {
  const depths = depthsOf(nodes.map(({ needs }) => needs));
  const wide = Math.max(1, Math.ceil((largest(0, depths) + 1) / COLUMNS));
  const boxes = new Map<string, Folded>();
  const boxOf = nodes.map((node, at) => {
    const key = `${Math.floor((depths[at] ?? 0) / wide)} ${node.says}`;
    const known = boxes.get(key);
    if (known === undefined) boxes.set(key, { ...node, needs: [], count: 1 });
    else known.count += 1;
    return key;
  });
  const keys = [...boxes.keys()].toSorted((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10));
  const places = new Map(keys.map((key, n) => [key, n]));
  const joined = keys.map(() => new Set<number>());
  for (const [at, { needs }] of nodes.entries()) {
    const own = places.get(boxOf[at] ?? '') ?? 0;
    for (const need of needs) {
      const other = places.get(boxOf[need] ?? '') ?? 0;
      if (columnOf(keys[other]) < columnOf(keys[own])) joined[own]?.add(other);
    }
  }
  return keys.flatMap((key, n) => {
    const box = boxes.get(key);
    if (box === undefined) return [];
    const { count, href: _href, ...node } = box;
    return [{ ...node, label: count === 1 ? node.label : `${count} actions`, needs: [...(joined[n] ?? [])] }];
  });
}

function columnOf(key = ''): number {
  return Number.parseInt(key, 10);
}
