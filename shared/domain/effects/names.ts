// Made by `npm run generate` from the files of this folder.
export type EffectName =
  | 'advance_plan'
  | 'announce'
  | 'check_gates'
  | 'deploy_step'
  | 'keep_calendar'
  | 'keep_clock'
  | 'offer_turn'
  | 'run_job'
  | 'send_mail'
  | 'update_pull_request'
  | 'update_sheet';
