import type { CommandDeciders } from '#domain/request/commands/room.ts';
import { cancelConfirmed, endRun, loseRun, recordLaunch, startRun } from '#domain/request/decide/run.ts';
import { waiveWord } from '#domain/request/decide/word.ts';
import type { RunCommand } from '#domain/request/commands/types/runs.ts';

export const runDeciders: CommandDeciders<RunCommand> = {
  record_launch: recordLaunch,
  start_run: startRun,
  end_run: endRun,
  cancel_confirmed: cancelConfirmed,
  lose_run: loseRun,
  waive_word: waiveWord,
};
