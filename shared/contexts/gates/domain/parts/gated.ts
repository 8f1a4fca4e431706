import type { Gate, GateName, Waiver } from '#contexts/gates/domain/gates.ts';
import type { Hanging } from '#contexts/gates/domain/kept/hanging.ts';
import type { Instant } from '#kernel/time.ts';

/** Its gates, as they were seen last. */
export interface Gated {
  gates: Gate[];
  waivers: Waiver[];
  /** G7. Gates that are pending, and since when. */
  hanging?: Hanging[];
  /** G9. Since when, and by which gates, it has been held where it is; absent while they hold. */
  fallen?: { since: Instant; gates: GateName[] };
}
