// Made by `npm run generate` from the files of this folder.
import { accepted } from './accepted.ts';
import { agentBack } from './agent-back.ts';
import { agentSilent } from './agent-silent.ts';
import { answerAwaited } from './answer-awaited.ts';
import { answerReminder } from './answer-reminder.ts';
import { approved } from './approved.ts';
import { assigned } from './assigned.ts';
import { baseMoved } from './base-moved.ts';
import { completed } from './completed.ts';
import { concernAnswered } from './concern-answered.ts';
import { concern } from './concern.ts';
import { confirmAddress } from './confirm-address.ts';
import { continued } from './continued.ts';
import { cutoffMoved } from './cutoff-moved.ts';
import { cutoffPassed } from './cutoff-passed.ts';
import { cutoffWarning } from './cutoff-warning.ts';
import { dataUnsoundOver } from './data-unsound-over.ts';
import { dataUnsound } from './data-unsound.ts';
import { deadLetters } from './dead-letters.ts';
import { deferred } from './deferred.ts';
import { deploymentFailed } from './deployment-failed.ts';
import { edited } from './edited.ts';
import { gatesFailed } from './gates-failed.ts';
import { gatesFell } from './gates-fell.ts';
import { gatesHold } from './gates-hold.ts';
import { gatesWaivable } from './gates-waivable.ts';
import { headMoved } from './head-moved.ts';
import { invalidData } from './invalid-data.ts';
import { leftOver } from './left-over.ts';
import { lockedOut } from './locked-out.ts';
import { mailsPass } from './mails-pass.ts';
import { mailsRefused } from './mails-refused.ts';
import { manualStep } from './manual-step.ts';
import { manualTest } from './manual-test.ts';
import { mergeRefused } from './merge-refused.ts';
import { nobodyDecides } from './nobody-decides.ts';
import { productionFailed } from './production-failed.ts';
import { productionTold } from './production-told.ts';
import { productionWanted } from './production-wanted.ts';
import { receipt } from './receipt.ts';
import { recordedForYou } from './recorded-for-you.ts';
import { regression } from './regression.ts';
import { rejected } from './rejected.ts';
import { releaseReport } from './release-report.ts';
import { returned } from './returned.ts';
import { reviewRequest } from './review-request.ts';
import { runFinished } from './run-finished.ts';
import { runLost } from './run-lost.ts';
import { secondApproval } from './second-approval.ts';
import { signIn } from './sign-in.ts';
import { supersedeOffer } from './supersede-offer.ts';
import { takenOver } from './taken-over.ts';
import { tokenEnds } from './token-ends.ts';
import { turnHeld } from './turn-held.ts';
import { unaskedMerge } from './unasked-merge.ts';
import { untestedMerge } from './untested-merge.ts';
import { verdictRequest } from './verdict-request.ts';
import { verdictUndone } from './verdict-undone.ts';
import { withdrawn } from './withdrawn.ts';
import { wordWaivable } from './word-waivable.ts';
import { wordWanted } from './word-wanted.ts';

export const mailTemplates = {
  accepted,
  agent_back: agentBack,
  agent_silent: agentSilent,
  answer_awaited: answerAwaited,
  answer_reminder: answerReminder,
  approved,
  assigned,
  base_moved: baseMoved,
  completed,
  concern_answered: concernAnswered,
  concern,
  confirm_address: confirmAddress,
  continued,
  cutoff_moved: cutoffMoved,
  cutoff_passed: cutoffPassed,
  cutoff_warning: cutoffWarning,
  data_unsound_over: dataUnsoundOver,
  data_unsound: dataUnsound,
  dead_letters: deadLetters,
  deferred,
  deployment_failed: deploymentFailed,
  edited,
  gates_failed: gatesFailed,
  gates_fell: gatesFell,
  gates_hold: gatesHold,
  gates_waivable: gatesWaivable,
  head_moved: headMoved,
  invalid_data: invalidData,
  left_over: leftOver,
  locked_out: lockedOut,
  mails_pass: mailsPass,
  mails_refused: mailsRefused,
  manual_step: manualStep,
  manual_test: manualTest,
  merge_refused: mergeRefused,
  nobody_decides: nobodyDecides,
  production_failed: productionFailed,
  production_told: productionTold,
  production_wanted: productionWanted,
  receipt,
  recorded_for_you: recordedForYou,
  regression,
  rejected,
  release_report: releaseReport,
  returned,
  review_request: reviewRequest,
  run_finished: runFinished,
  run_lost: runLost,
  second_approval: secondApproval,
  sign_in: signIn,
  supersede_offer: supersedeOffer,
  taken_over: takenOver,
  token_ends: tokenEnds,
  turn_held: turnHeld,
  unasked_merge: unaskedMerge,
  untested_merge: untestedMerge,
  verdict_request: verdictRequest,
  verdict_undone: verdictUndone,
  withdrawn,
  word_waivable: wordWaivable,
  word_wanted: wordWanted,
} as const;
