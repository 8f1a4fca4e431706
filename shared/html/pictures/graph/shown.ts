import { around, onlyThese } from '#html/pictures/graph/around.ts';
import { folded } from '#html/pictures/graph/fold.ts';
import type { Node } from '#html/pictures/graph/node.ts';

/** More boxes than that nobody overlooks, and a page of 100 KB has no room for. */
const MOST_BOXES = 120;
const MOST_AROUND = 60;

export type Shown = { nodes: Node[] } & ({ as: 'whole' } | { as: 'folded' } | { as: 'around'; label: string; left: number });

/** What of a graph is drawn: all of it, the neighbourhood of one that was chosen, or, of a large one, its states. */
export function shownOf(nodes: readonly Node[], chosen?: number): Shown {
  const centre = chosen === undefined ? undefined : nodes[chosen];
  if (chosen !== undefined && centre !== undefined) {
    const places = around(
      nodes.map(({ needs }) => needs),
      chosen,
      MOST_AROUND,
    );
    return { nodes: onlyThese(nodes, places), as: 'around', label: centre.label, left: nodes.length - places.length };
  }
  return nodes.length <= MOST_BOXES ? { nodes: [...nodes], as: 'whole' } : { nodes: folded(nodes), as: 'folded' };
}
