import type { CommandDeciders } from '#products/rehearsal/domain/commands/room.ts';
import { recordLeftOver } from '#products/rehearsal/domain/decide/complete.ts';
import { stopRequest } from '#products/rehearsal/domain/decide/ending.ts';
import { beginMerge, recordMerge, refuseMerge } from '#products/rehearsal/domain/decide/merge.ts';
import { recordProduction, remindOfProduction } from '#products/rehearsal/domain/decide/production.ts';
import type { EndCommand } from '#products/rehearsal/domain/commands/types/ends.ts';

export const endDeciders: CommandDeciders<EndCommand> = {
  stop: stopRequest,
  begin_merge: beginMerge,
  record_merge: recordMerge,
  refuse_merge: refuseMerge,
  record_left_over: recordLeftOver,
  remind_production: remindOfProduction,
  record_production: recordProduction,
};
