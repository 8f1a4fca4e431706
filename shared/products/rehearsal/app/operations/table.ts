// Made by `npm run generate` from the files of this folder.
import { auditList } from './audit-list.ts';
import { backendAdd } from './backend-add.ts';
import { backendDrain } from './backend-drain.ts';
import { backendLower } from './backend-lower.ts';
import { backendMaintenanceOver } from './backend-maintenance-over.ts';
import { backendMaintenance } from './backend-maintenance.ts';
import { backendPause } from './backend-pause.ts';
import { backendProbe } from './backend-probe.ts';
import { backendProbes } from './backend-probes.ts';
import { backendRaise } from './backend-raise.ts';
import { backendRemove } from './backend-remove.ts';
import { backendResume } from './backend-resume.ts';
import { backendShow } from './backend-show.ts';
import { backendStatistics } from './backend-statistics.ts';
import { backendStatus } from './backend-status.ts';
import { backendsList } from './backends-list.ts';
import { deadDismiss } from './dead-dismiss.ts';
import { deadList } from './dead-list.ts';
import { deadReplayAll } from './dead-replay-all.ts';
import { deadReplay } from './dead-replay.ts';
import { intakeClose } from './intake-close.ts';
import { intakeOpen } from './intake-open.ts';
import { intakeShow } from './intake-show.ts';
import { knownList } from './known-list.ts';
import { mailAgain } from './mail-again.ts';
import { mailsList } from './mails-list.ts';
import { operationOutput } from './operation-output.ts';
import { operationShow } from './operation-show.ts';
import { operationsList } from './operations-list.ts';
import { peopleList } from './people-list.ts';
import { personGrant } from './person-grant.ts';
import { personInvite } from './person-invite.ts';
import { personRemove } from './person-remove.ts';
import { personRevoke } from './person-revoke.ts';
import { personShow } from './person-show.ts';
import { queueList } from './queue-list.ts';
import { releaseReport } from './release-report.ts';
import { releasesList } from './releases-list.ts';
import { requestAnswerFor } from './request-answer-for.ts';
import { requestAnswer } from './request-answer.ts';
import { requestContinue } from './request-continue.ts';
import { requestDefer } from './request-defer.ts';
import { requestMails } from './request-mails.ts';
import { requestOverride } from './request-override.ts';
import { requestProduction } from './request-production.ts';
import { requestShow } from './request-show.ts';
import { requestStop } from './request-stop.ts';
import { requestSubmit } from './request-submit.ts';
import { requestTimeline } from './request-timeline.ts';
import { requestTrace } from './request-trace.ts';
import { requestUnlock } from './request-unlock.ts';
import { requestWaiveWord } from './request-waive-word.ts';
import { requestWaive } from './request-waive.ts';
import { requestsAnswer } from './requests-answer.ts';
import { requestsCheck } from './requests-check.ts';
import { requestsList } from './requests-list.ts';
import { rolesList } from './roles-list.ts';
import { scheduleAdd } from './schedule-add.ts';
import { scheduleChange } from './schedule-change.ts';
import { schedulePause } from './schedule-pause.ts';
import { scheduleRemove } from './schedule-remove.ts';
import { scheduleResume } from './schedule-resume.ts';
import { scheduleShow } from './schedule-show.ts';
import { schedulesList } from './schedules-list.ts';
import { sessionEnd } from './session-end.ts';
import { settingsShow } from './settings-show.ts';
import { signIn } from './sign-in.ts';
import { sweepNow } from './sweep-now.ts';
import { sweepShow } from './sweep-show.ts';
import { tokenMake } from './token-make.ts';
import { tokenRevoke } from './token-revoke.ts';
import { tokenRotate } from './token-rotate.ts';
import { tokensList } from './tokens-list.ts';
import { traceShow } from './trace-show.ts';

export const operations = {
  audit_list: auditList,
  backend_add: backendAdd,
  backend_drain: backendDrain,
  backend_lower: backendLower,
  backend_maintenance_over: backendMaintenanceOver,
  backend_maintenance: backendMaintenance,
  backend_pause: backendPause,
  backend_probe: backendProbe,
  backend_probes: backendProbes,
  backend_raise: backendRaise,
  backend_remove: backendRemove,
  backend_resume: backendResume,
  backend_show: backendShow,
  backend_statistics: backendStatistics,
  backend_status: backendStatus,
  backends_list: backendsList,
  dead_dismiss: deadDismiss,
  dead_list: deadList,
  dead_replay_all: deadReplayAll,
  dead_replay: deadReplay,
  intake_close: intakeClose,
  intake_open: intakeOpen,
  intake_show: intakeShow,
  known_list: knownList,
  mail_again: mailAgain,
  mails_list: mailsList,
  operation_output: operationOutput,
  operation_show: operationShow,
  operations_list: operationsList,
  people_list: peopleList,
  person_grant: personGrant,
  person_invite: personInvite,
  person_remove: personRemove,
  person_revoke: personRevoke,
  person_show: personShow,
  queue_list: queueList,
  release_report: releaseReport,
  releases_list: releasesList,
  request_answer_for: requestAnswerFor,
  request_answer: requestAnswer,
  request_continue: requestContinue,
  request_defer: requestDefer,
  request_mails: requestMails,
  request_override: requestOverride,
  request_production: requestProduction,
  request_show: requestShow,
  request_stop: requestStop,
  request_submit: requestSubmit,
  request_timeline: requestTimeline,
  request_trace: requestTrace,
  request_unlock: requestUnlock,
  request_waive_word: requestWaiveWord,
  request_waive: requestWaive,
  requests_answer: requestsAnswer,
  requests_check: requestsCheck,
  requests_list: requestsList,
  roles_list: rolesList,
  schedule_add: scheduleAdd,
  schedule_change: scheduleChange,
  schedule_pause: schedulePause,
  schedule_remove: scheduleRemove,
  schedule_resume: scheduleResume,
  schedule_show: scheduleShow,
  schedules_list: schedulesList,
  session_end: sessionEnd,
  settings_show: settingsShow,
  sign_in: signIn,
  sweep_now: sweepNow,
  sweep_show: sweepShow,
  token_make: tokenMake,
  token_revoke: tokenRevoke,
  token_rotate: tokenRotate,
  tokens_list: tokensList,
  trace_show: traceShow,
} as const;
