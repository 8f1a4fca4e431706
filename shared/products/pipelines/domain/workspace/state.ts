import type { Instant } from '#kernel/time.ts';

/** K4. Where a group of people runs the pipeline of one branch for one purpose. */
export interface WorkspaceState {
  name: string;
  /** Number of the last command that changed it. */
  version: number;
  /** `owner/name` at the code host. */
  repository: string;
  branch: string;
  purpose: string;
  /** Whose it is, by their ids, in the order in which they came. */
  people: readonly string[];
  createdAt: Instant;
  /** It takes no new runs. */
  archived?: Archived;
}

/** A name that can stand in paths, keys and commands as it is: those with `__` at both ends are the store's. */
export function isWorkspaceName(text: string): boolean {
  return /^(?!__.*__$)[A-Za-z0-9_-]{1,100}$/.test(text);
}

interface Archived {
  since: Instant;
  by: string;
  why: string;
}
