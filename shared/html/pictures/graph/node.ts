import type { Ink } from '#html/pictures/frame.ts';

/** One box of a graph. `needs`: places of others in the same list; those that lie in a circle are still drawn. */
export interface Node {
  label: string;
  /** Its state in a word, and the sign that stands for it. */
  says: string;
  sign: string;
  ink: Ink;
  needs: readonly number[];
  href?: string;
}
