/** Every file with the files that it imports, types too. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

/** The groups of files of which each imports each other, straight or through others; each sorted, the largest first. Pure. */
export function circlesOf(graph: ImportGraph): string[][] {
  const walk: Walk = { graph, place: new Map(), lowest: new Map(), open: [], circles: [] };
  for (const file of graph.keys()) if (!walk.place.has(file)) visit(file, walk);
  return walk.circles.toSorted((a, b) => b.length - a.length);
}

/** Tarjan's strongly connected components. */
interface Walk {
  graph: ImportGraph;
  /** When each file was come to. */
  place: Map<string, number>;
  /** The earliest file on the way here that leads back is at this place. */
  lowest: Map<string, number>;
  open: string[];
  circles: string[][];
}

function visit(file: string, walk: Walk): void {
  const { graph, place, lowest, open } = walk;
  const here = place.size;
  place.set(file, here);
  lowest.set(file, here);
  open.push(file);
  for (const next of graph.get(file) ?? []) {
    if (!place.has(next)) visit(next, walk);
    // One that was left already lies in a circle of its own, or in none.
    if (open.includes(next)) lowest.set(file, Math.min(lowest.get(file) ?? here, lowest.get(next) ?? here));
  }
  if (lowest.get(file) !== here) return;
  const circle = open.splice(open.lastIndexOf(file));
  if (circle.length > 1 || graph.get(file)?.includes(file) === true) walk.circles.push(circle.toSorted());
}
