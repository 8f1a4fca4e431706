import type { PlanOver } from '../engine/weather.ts';

/** One place where a bug is planted. `find` occurs exactly once in the file, so that a bug cannot rot when the code around it moves. */
export interface Edit {
  /** From the root of the project. */
  file: string;
  find: string;
  replace: string;
}

/** A deliberate mistake, as data: production code knows nothing of it. */
export interface Bug extends Edit {
  /** Short and stable: in test titles and in the table of known catches. */
  name: string;
  /** What a hurried developer might have thought, or what goes wrong in the world with it. */
  why: string;
  /** Where one promise is held in several places, all of them are broken: else the others hold it, as they should. */
  also?: readonly Edit[];
  /** The kind of town in which it shows: elsewhere it shows seldom. Each seed is played so, with the bug and without it. */
  town?: PlanOver;
  /** Where it is played instead of a town: stored plans alone (../plans). */
  scene?: Scene;
}

export type Scene = 'plans';

export function editsOf({ file, find, replace, also = [] }: Bug): readonly Edit[] {
  return [{ file, find, replace }, ...also];
}

/** The file's text with the bug in it. Throws when the text that it replaces is not there exactly once. */
export function plant(text: string, { file, find, replace }: Edit): string {
  const [before, after, ...more] = text.split(find);
  if (before === undefined || after === undefined || more.length > 0) {
    const times = after === undefined ? 'no longer' : `${more.length + 1} times`;
    throw new Error(`${file}: the text of a simulated bug is ${times} there; say anew what it replaces: ${find}`);
  }
  return before + replace + after;
}
