import type { Base } from '#contexts/gates/domain/pull-request/base.ts';
import type { Authors } from '#contexts/gates/domain/kept/authors.ts';
import type { Instant } from '#kernel/time.ts';

/** The change as the code host has it: its commit, what it is to be merged into, and who wrote it. */
export interface Authored {
  /** The pull request's head that everything is bound to (G1); absent until the first look. */
  headSha?: string;
  base?: Base;
  /** G11. Who wrote the change, at that head; absent until the host was asked. */
  authors?: Authors;
  /** G11. Since when it is known that every admin is an author. */
  nobodyDecides?: Instant;
}
