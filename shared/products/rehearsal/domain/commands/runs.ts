import type { CommandDeciders } from '#products/rehearsal/domain/commands/room.ts';
import { cancelConfirmed, endRun, loseRun, recordLaunch, startRun } from '#products/rehearsal/domain/decide/run.ts';
import { waiveWord } from '#products/rehearsal/domain/decide/word.ts';
import type { RunCommand } from '#products/rehearsal/domain/commands/types/runs.ts';

export const runDeciders: CommandDeciders<RunCommand> = {
  record_launch: recordLaunch,
  start_run: startRun,
  end_run: endRun,
  cancel_confirmed: cancelConfirmed,
  lose_run: loseRun,
  waive_word: waiveWord,
};
