import type { ProductionOutcome } from '#products/rehearsal/domain/kept/production.ts';
import type { Looked } from '#products/rehearsal/domain/kept/looked.ts';

export type EndCommand =
  /** R10, B4. By an operator, whatever it is doing; `operator` is their name on the record. */
  | { command: 'stop'; reason: string; operator: string }
  | { command: 'begin_merge'; sha: string; looked?: Looked }
  /** `change`: what is merged, as its key; left out, it does not matter. */
  | { command: 'record_merge'; change?: string; sha: string; into: string; testedElsewhere?: boolean }
  | { command: 'refuse_merge'; sha: string; why: string }
  /** A6. What was still there of a one-off job so long after its release. */
  | { command: 'record_left_over'; release: string; files: string[] }
  | { command: 'remind_production'; release: string; round: number }
  /** A9. `operator` is whoever told. */
  | { command: 'record_production'; step: string; outcome: ProductionOutcome; text: string; operator: string };
