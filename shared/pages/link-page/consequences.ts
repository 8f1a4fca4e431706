import type { Action } from '#domain/request/questions.ts';
import type { Rules } from '#domain/request/rules.ts';
import { durationText } from '#pages/times.ts';

/** What happens when the button is pressed. */
export function consequenceOf(action: Action, rules: Rules): string {
  switch (action) {
    case 'confirm':
      return 'The gates are checked; when all have passed, an admin is asked to review the request.';
    case 'withdraw':
      return 'The request ends. What waits is cancelled and what runs is stopped. This cannot be taken back; you can send a new request.';
    case 'supersede':
      return 'This older request ends and what runs of it is stopped; your newer one goes on alone. This cannot be taken back.';
    case 'waive':
      return 'The gate is passed over and the request goes to review. Your reason stays on the record.';
    case 'accept':
      return 'The request takes its place in the queue and is deployed when its turn comes.';
    case 'return':
      return 'The contributor is mailed your question. Your clock pauses until they answer.';
    case 'reject':
      return 'The contributor is told what went wrong and how to send it again. What still waits is cancelled.';
    case 'assign':
      return 'The request is this admin’s to answer, and they are mailed. The clock goes on.';
    case 'defer':
      return 'The request is moved to a later release, and its review is asked again.';
    case 'answer':
      return 'Your answer and your changes go back to the admins, and the review goes on.';
    case 'approve':
      return `The job is approved at exactly this commit. You can undo it for ${durationText(rules.undoWithin)}.`;
    case 'rerun':
      return 'The job waits for its next turn and runs again.';
    case 'undo':
      return 'The verdict is taken back.';
    case 'migration_fixes':
      return 'What depends on the audit goes on, and the audit itself waits for a verdict.';
    case 'data_mended':
      return 'The audit runs again; what depends on it goes on when the audit passes.';
    case 'passed':
      return 'It is recorded as passed, with what you saw.';
    case 'failed':
      return 'It is recorded as failed, with what you saw.';
    case 'retry':
      return 'The request takes its place in the queue again, with its age kept.';
  }
}
