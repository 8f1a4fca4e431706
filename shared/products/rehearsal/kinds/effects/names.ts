// Made by `npm run generate` from the files of this folder.
export type EffectName =
  | 'advance_plan'
  | 'announce'
  | 'check_gates'
  | 'drive_operation'
  | 'heed_flags'
  | 'keep_calendar'
  | 'keep_clock'
  | 'keep_probe'
  | 'keep_schedule'
  | 'offer_turn'
  | 'send_mail'
  | 'update_pull_request'
  | 'update_sheet';
