// Made by `npm run generate` from the files of this folder.
import { accept } from './accept.ts';
import { answer } from './answer.ts';
import { approve } from './approve.ts';
import { assign } from './assign.ts';
import { causedByChange } from './caused-by-change.ts';
import { confirm } from './confirm.ts';
import { goOnElsewhere } from './continue.ts';
import { dataMended } from './data-mended.ts';
import { defer } from './defer.ts';
import { edit } from './edit.ts';
import { failed } from './failed.ts';
import { falseAlarm } from './false-alarm.ts';
import { goOn } from './go-on.ts';
import { itFailed } from './it-failed.ts';
import { itRan } from './it-ran.ts';
import { migrationFixes } from './migration-fixes.ts';
import { notRun } from './not-run.ts';
import { object } from './object.ts';
import { override } from './override.ts';
import { passed } from './passed.ts';
import { reject } from './reject.ts';
import { reply } from './reply.ts';
import { rerun } from './rerun.ts';
import { retry } from './retry.ts';
import { giveBack } from './return.ts';
import { supersede } from './supersede.ts';
import { takeOver } from './take-over.ts';
import { waiveWord } from './waive-word.ts';
import { waive } from './waive.ts';
import { withdraw } from './withdraw.ts';

export const actionKinds = {
  accept,
  answer,
  approve,
  assign,
  caused_by_change: causedByChange,
  confirm,
  continue: goOnElsewhere,
  data_mended: dataMended,
  defer,
  edit,
  failed,
  false_alarm: falseAlarm,
  go_on: goOn,
  it_failed: itFailed,
  it_ran: itRan,
  migration_fixes: migrationFixes,
  not_run: notRun,
  object,
  override,
  passed,
  reject,
  reply,
  rerun,
  retry,
  return: giveBack,
  supersede,
  take_over: takeOver,
  waive_word: waiveWord,
  waive,
  withdraw,
} as const;
