// Made by `npm run generate` from the files of this folder.
import { advance_plan } from './advance-plan.ts';
import { announce } from './announce.ts';
import { check_gates } from './check-gates.ts';
import { drive_operation } from './drive-operation.ts';
import { heed_flags } from './heed-flags.ts';
import { keep_calendar } from './keep-calendar.ts';
import { keep_clock } from './keep-clock.ts';
import { keep_probe } from './keep-probe.ts';
import { keep_schedule } from './keep-schedule.ts';
import { offer_turn } from './offer-turn.ts';
import { send_mail } from './send-mail.ts';
import { update_pull_request } from './update-pull-request.ts';
import { update_sheet } from './update-sheet.ts';

export const performers = {
  advance_plan,
  announce,
  check_gates,
  drive_operation,
  heed_flags,
  keep_calendar,
  keep_clock,
  keep_probe,
  keep_schedule,
  offer_turn,
  send_mail,
  update_pull_request,
  update_sheet,
} as const;
