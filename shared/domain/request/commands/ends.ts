import type { CommandDeciders } from '#domain/request/commands/room.ts';
import { recordLeftOver } from '#domain/request/decide/complete.ts';
import { stopRequest } from '#domain/request/decide/ending.ts';
import { beginMerge, recordMerge, refuseMerge } from '#domain/request/decide/merge.ts';
import { recordProduction, remindOfProduction } from '#domain/request/decide/production.ts';
import type { Looked } from '#domain/request/fallen.ts';
import type { ProductionOutcome } from '#domain/request/production.ts';

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

export const endDeciders: CommandDeciders<EndCommand> = {
  stop: stopRequest,
  begin_merge: beginMerge,
  record_merge: recordMerge,
  refuse_merge: refuseMerge,
  record_left_over: recordLeftOver,
  remind_production: remindOfProduction,
  record_production: recordProduction,
};
