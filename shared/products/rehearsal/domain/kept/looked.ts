import type { Base } from '#contexts/gates/domain/pull-request/base.ts';
import type { Gate } from '#contexts/gates/domain/gates.ts';

/** G9. What a look at the code host has just seen, for one decision. */
export interface Looked {
  headSha: string | undefined;
  base?: Base;
  gates: Gate[];
}
