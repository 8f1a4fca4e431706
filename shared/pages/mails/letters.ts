import type { MailTemplate, NoticeTemplate, RequestTemplate } from '#domain/request/effects.ts';
import { answerAwaited, answerReminder } from '#pages/mails/letters/clock.ts';
import { cutoffMoved, cutoffPassed, cutoffWarning, releaseReport } from '#pages/mails/letters/cutoffs.ts';
import { completed, leftOver } from '#pages/mails/letters/completed.ts';
import { approved, rejected, withdrawn } from '#pages/mails/letters/ends.ts';
import { baseMoved, gatesFailed, gatesFell, gatesHold, gatesWaivable, headMoved, nobodyDecides } from '#pages/mails/letters/gates.ts';
import { confirmAddress, receipt } from '#pages/mails/letters/intake.ts';
import { concern, concernAnswered } from '#pages/mails/letters/concern.ts';
import { lockedOut } from '#pages/mails/letters/locks.ts';
import { mergeRefused, unaskedMerge, untestedMerge } from '#pages/mails/letters/merge.ts';
import { continued, takenOver } from '#pages/mails/letters/continued.ts';
import { supersedeOffer } from '#pages/mails/letters/supersede.ts';
import { agentBack, agentSilent, deadLetters, mailsPass, mailsRefused } from '#pages/mails/letters/operations.ts';
import { productionFailed, productionTold, productionWanted } from '#pages/mails/letters/production.ts';
import { regression } from '#pages/mails/letters/regression.ts';
import { assigned, edited, returned, reviewRequest } from '#pages/mails/letters/review.ts';
import { invalidData, runFinished, runLost } from '#pages/mails/letters/runs.ts';
import { accepted, deploymentFailed, manualStep, manualTest, turnHeld } from '#pages/mails/letters/turn.ts';
import { secondApproval, verdictRequest, verdictUndone } from '#pages/mails/letters/verdict.ts';
import { wordWaivable, wordWanted } from '#pages/mails/letters/word.ts';
import type { Letter, Notice, NoticeWriting, Writing } from '#pages/mails/mail-input.ts';

const letters: Record<RequestTemplate, (writing: Writing) => Letter> = {
  receipt,
  confirm_address: confirmAddress,
  gates_failed: gatesFailed,
  gates_waivable: gatesWaivable,
  nobody_decides: nobodyDecides,
  head_moved: headMoved,
  base_moved: baseMoved,
  continued,
  taken_over: takenOver,
  gates_fell: gatesFell,
  gates_hold: gatesHold,
  review_request: reviewRequest,
  returned,
  edited,
  supersede_offer: supersedeOffer,
  accepted,
  rejected,
  withdrawn,
  deployment_failed: deploymentFailed,
  manual_step: manualStep,
  regression,
  manual_test: manualTest,
  run_finished: runFinished,
  run_lost: runLost,
  verdict_request: verdictRequest,
  second_approval: secondApproval,
  invalid_data: invalidData,
  word_wanted: wordWanted,
  word_waivable: wordWaivable,
  approved,
  completed,
  verdict_undone: verdictUndone,
  merge_refused: mergeRefused,
  untested_merge: untestedMerge,
  production_failed: productionFailed,
  production_wanted: productionWanted,
  production_told: productionTold,
  left_over: leftOver,
  assigned,
  answer_reminder: answerReminder,
  answer_awaited: answerAwaited,
  turn_held: turnHeld,
  locked_out: lockedOut,
  concern,
  concern_answered: concernAnswered,
};

/** N10. */
const notices: Record<NoticeTemplate, (writing: NoticeWriting) => Notice> = {
  unasked_merge: unaskedMerge,
  dead_letters: deadLetters,
  agent_silent: agentSilent,
  agent_back: agentBack,
  mails_refused: mailsRefused,
  mails_pass: mailsPass,
  cutoff_warning: cutoffWarning,
  cutoff_passed: cutoffPassed,
  release_report: releaseReport,
  cutoff_moved: cutoffMoved,
};

function isNotice(template: MailTemplate): template is NoticeTemplate {
  return Object.hasOwn(notices, template);
}

/** Throws for a letter about a request that comes without one. */
export function letterOf(writing: Writing | NoticeWriting): Letter {
  const { template } = writing;
  if (isNotice(template)) return notices[template](writing);
  if (!('state' in writing)) throw new TypeError(`${template} is about a request`);
  return letters[template](writing);
}
