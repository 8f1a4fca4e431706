import type { CommandDeciders } from '#domain/request/commands/room.ts';
import { recordLeftOver } from '#domain/request/decide/complete.ts';
import { stopRequest } from '#domain/request/decide/ending.ts';
import { beginMerge, recordMerge, refuseMerge } from '#domain/request/decide/merge.ts';
import { recordProduction, remindOfProduction } from '#domain/request/decide/production.ts';
import type { EndCommand } from '#domain/request/commands/types/ends.ts';

export const endDeciders: CommandDeciders<EndCommand> = {
  stop: stopRequest,
  begin_merge: beginMerge,
  record_merge: recordMerge,
  refuse_merge: refuseMerge,
  record_left_over: recordLeftOver,
  remind_production: remindOfProduction,
  record_production: recordProduction,
};
