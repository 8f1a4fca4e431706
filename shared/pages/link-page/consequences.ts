import type { Action } from '#domain/request/questions.ts';
import type { Rules } from '#domain/request/rules.ts';
import { durationText } from '#pages/times.ts';

const consequences: Record<Action, string | ((rules: Rules) => string)> = {
  confirm: 'The gates are checked; when all have passed, an admin is asked to review the request.',
  edit: 'Your changes are recorded, with what stood there before, and the admins are told. A review that is under way is asked for anew.',
  continue:
    'The request goes on at that pull request and keeps its id, its age and your answers. Its gates are checked there, it is reviewed anew, and what ran counts as far as the files of its jobs are identical. Everybody who was asked is told, and the old pull request names the new one.',
  take_over:
    'The request that you choose goes on at this pull request, in the place of this one: it keeps its id, its age and its answers, and becomes yours. This one ends. If its own pull request is still open, its contributor or an admin has to say so instead.',
  withdraw: 'The request ends. What waits is cancelled and what runs is stopped. This cannot be taken back; you can send a new request.',
  supersede: 'This older request ends and what runs of it is stopped; your newer one goes on alone. This cannot be taken back.',
  waive:
    'The gates that you choose are passed over, and the request goes on. Your reason stays on the record. It covers what you see here, at this commit and base: another failure opens the gate again.',
  accept: 'The request takes its place in the queue and is deployed when its turn comes.',
  return: 'The contributor is mailed your question. Your clock pauses until they answer.',
  reject: 'The contributor is told what went wrong and how to send it again. What still waits is cancelled.',
  assign: 'The request is this admin’s to answer, and they are mailed. The clock goes on.',
  defer: 'The request is moved to a later release, and its review is asked again.',
  answer: 'Your answer and your changes go back to the admins, and the review goes on.',
  approve: ({ undoWithin, mergeOnApproval }) =>
    `It is approved at exactly this commit. You can undo it for ${durationText(undoWithin)}${mergeOnApproval === true ? ', or until the pull request is merged, which follows the last approval at once' : ''}.`,
  rerun: 'The job waits for its next turn and runs again.',
  undo: 'The verdict is taken back.',
  migration_fixes: 'What depends on the audit goes on, and the audit itself waits for a verdict.',
  data_mended: 'The audit runs again; what depends on it goes on when the audit passes.',
  go_on: 'What builds on the audit takes its place in the queue. Your words stand with the evidence.',
  object:
    'Nothing starts on the audit’s result. Its verdict is asked of the admins again, with your words; they decide whether it runs again.',
  waive_word:
    'The contributor is asked no longer, and what builds on the audit takes its place in the queue. Your reason stays with the evidence.',
  it_ran: 'It is recorded beside the evidence. You can record it otherwise later; both then stand on the record.',
  it_failed:
    'It is told to the contributor, the release team and all admins, and stands beside the evidence. You can record it otherwise later; both then stand on the record.',
  not_run: 'It is recorded beside the evidence, with your reason. You can record it otherwise later; both then stand on the record.',
  false_alarm: 'The deployment goes on with its next step. Your reason stays on the record.',
  caused_by_change: 'The deployment ends, the backend is free for others, and the contributor is told what you write.',
  passed: 'It is recorded as passed, with what you saw.',
  failed: 'It is recorded as failed, with what you saw.',
  reply: 'Your answer is mailed to the contributor and stands on the status page. The request goes on as it was.',
  override: 'The request gets its turn as soon as the backend is free, freeze or not. Your reason stays on the record.',
  retry: 'The request takes its place in the queue again, with its age kept.',
};

/** What happens when the button is pressed. */
export function consequenceOf(action: Action, rules: Rules): string {
  const said = consequences[action];
  return typeof said === 'string' ? said : said(rules);
}
