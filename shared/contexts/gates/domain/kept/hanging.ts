import type { Instant } from '#kernel/time.ts';
import type { GateName } from '#contexts/gates/domain/gates.ts';

/** G7. Since when a gate has been pending without a waiver, at this commit. */
export interface Hanging {
  gate: GateName;
  since: Instant;
}
