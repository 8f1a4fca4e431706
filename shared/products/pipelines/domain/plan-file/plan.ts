/** K3. From what nobody may see to what everybody may. */
export const levels = ['highly_sensitive', 'moderately_sensitive', 'minimally_sensitive'] as const;

export type Level = (typeof levels)[number];

/** A file, or all files that a pattern with `*` matches, by its path in the workspace. */
export interface Output {
  level: Level;
  /** As the file of the plan calls it. */
  name: string;
  /** In standard form: relative, with `/`, inside the workspace. Once in the whole plan, from version 2 on. */
  path: string;
}

/** What runs the command. Which names there are, settings say. */
export interface Image {
  name: string;
  /** `v2`, `v2.1-pre`, `dev`; before version 5 `latest` too. */
  version: string;
}

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** K1. One action of a plan, read and checked. */
export interface Action {
  /** Unique in the plan; any text, so never the key of a plain object, a path or a word of a command. */
  name: string;
  /** As YAML folded it. */
  run: string;
  /** `run` as a shell splits it; the first word is the image. Without `config`. */
  words: readonly string[];
  image: Image;
  /** Names of actions of the plan, in the file's order; one may stand there twice. There is no cycle. */
  needs: readonly string[];
  outputs: readonly Output[];
  config?: { readonly [key: string]: Json };
  dummyDataFile?: string;
  usesDatabase: boolean;
}

/** What a `project.yaml` says. */
export interface PlanFile {
  /** Of the format: 5 is the latest. */
  version: number;
  /** In the file's order. */
  actions: readonly Action[];
}
