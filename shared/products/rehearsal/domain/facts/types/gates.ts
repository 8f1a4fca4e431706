import type { Instant } from '#kernel/time.ts';
import type { Base } from '#contexts/gates/domain/pull-request/base.ts';
import type { Gate, GateName, Waiver } from '#contexts/gates/domain/gates.ts';
import type { Authors } from '#contexts/gates/domain/kept/authors.ts';

export type GateFact =
  /** `at`: entries of earlier versions have none. `told`: gates that were waived unseen, and of which the host has told now. */
  | { fact: 'gates_recorded'; headSha?: string; base?: Base; gates: Gate[]; authors?: Authors; at?: Instant; told?: GateName[] }
  | { fact: 'gates_passed' }
  /** G9. It is held where it is, and goes on again. */
  | { fact: 'gates_fell'; gates: GateName[]; at: Instant }
  | { fact: 'gates_hold'; at: Instant }
  | { fact: 'gate_waived'; waiver: Waiver }
  /** G11. Every server-jobs admin is an author of the change. */
  | { fact: 'nobody_decides'; at: Instant };
