import type { Instant } from '#domain/time.ts';
import type { Actor } from '#domain/people.ts';

export type QuestionKind =
  | 'confirm'
  | 'withdraw'
  | 'supersede'
  | 'gates'
  | 'review'
  | 'return'
  | 'verdict'
  | 'verdicts'
  | 'hold'
  | 'word'
  | 'word_waiver'
  | 'manual_step'
  | 'regression'
  | 'manual_test'
  | 'deployment'
  | 'freeze'
  | 'concern'
  | 'production';

/** Something that a person is asked to decide. Asking again makes a new question, so that links to the old one die with it (N3). */
export interface Question {
  /** 1, 2, 3 … within the request. */
  id: number;
  kind: QuestionKind;
  askedAt: Instant;
  /** The request's version when it was asked: what its links are bound to. */
  version: number;
  /** Job step or deployment step it is about. */
  step?: string;
  /** W1. What somebody wrote, for a concern. */
  said?: string;
  /** B4. The operator who has it asked. */
  putBy?: string;
  /** Of `verdicts`: the questions, one for each job, that are put together: one mail, one code, one page. It is open while one of them is. */
  covers?: number[];
  state: 'open' | 'answered' | 'closed';
  answer?: { action: Action; by: Actor; at: Instant; comment: string };
}

export type Action =
  | 'confirm'
  | 'edit'
  | 'continue'
  | 'take_over'
  | 'withdraw'
  | 'supersede'
  | 'waive'
  | 'accept'
  | 'return'
  | 'reject'
  | 'assign'
  | 'defer'
  | 'answer'
  | 'approve'
  | 'rerun'
  | 'undo'
  | 'migration_fixes'
  | 'data_mended'
  | 'go_on'
  | 'object'
  | 'waive_word'
  | 'it_ran'
  | 'it_failed'
  | 'not_run'
  | 'false_alarm'
  | 'caused_by_change'
  | 'passed'
  | 'failed'
  | 'retry'
  | 'override'
  | 'reply';

export type Asked = 'contributor' | 'admins' | 'testers' | 'qa' | 'release_team';

export interface QuestionRule {
  /** Who may answer. `testers` includes admins, and so does `qa`, the QA leads, and `release_team`, coordinators and QA leads. */
  asked: readonly Asked[];
  actions: readonly Action[];
}

/** Which question offers what to whom. Pages, mails and `decide` all read this one table. */
export const questionRules: Record<QuestionKind, QuestionRule> = {
  confirm: { asked: ['contributor'], actions: ['confirm', 'withdraw'] },
  withdraw: { asked: ['contributor'], actions: ['edit', 'withdraw', 'continue', 'take_over'] },
  supersede: { asked: ['contributor'], actions: ['supersede'] },
  gates: { asked: ['admins'], actions: ['waive', 'continue', 'return', 'reject'] },
  review: { asked: ['admins'], actions: ['accept', 'return', 'reject', 'assign', 'defer'] },
  return: { asked: ['contributor'], actions: ['answer', 'withdraw'] },
  verdict: { asked: ['admins'], actions: ['approve', 'reject', 'rerun'] },
  verdicts: { asked: ['admins'], actions: ['approve', 'reject', 'rerun'] },
  hold: { asked: ['contributor', 'admins'], actions: ['migration_fixes', 'data_mended'] },
  word: { asked: ['contributor'], actions: ['go_on', 'object'] },
  word_waiver: { asked: ['admins'], actions: ['waive_word'] },
  manual_step: { asked: ['testers'], actions: ['passed', 'failed'] },
  regression: { asked: ['qa'], actions: ['false_alarm', 'caused_by_change'] },
  manual_test: { asked: ['testers'], actions: ['passed', 'failed'] },
  deployment: { asked: ['admins'], actions: ['retry', 'reject'] },
  freeze: { asked: ['admins'], actions: ['override'] },
  concern: { asked: ['release_team'], actions: ['reply'] },
  production: { asked: ['admins', 'release_team'], actions: ['it_ran', 'it_failed', 'not_run'] },
};

export interface ActionRule {
  label: string;
  /** What the comment says, when the rule wants one; a decision without it is refused. */
  needs?: string;
  /** G9. Only while the gates hold, which is looked at for it. */
  needsGates?: true;
}

export const actionRules: Record<Action, ActionRule> = {
  confirm: { label: 'Confirm' },
  edit: { label: 'Edit' },
  continue: { label: 'Go on elsewhere' },
  take_over: { label: 'Let it go on here' },
  withdraw: { label: 'Withdraw' },
  supersede: { label: 'Replace' },
  waive: { label: 'Waive', needs: 'Why may this gate be passed over?' },
  accept: { label: 'Accept', needsGates: true },
  return: { label: 'Return', needs: 'What do you want to ask the contributor?' },
  reject: { label: 'Reject', needs: 'What went wrong, and what should change?' },
  assign: { label: 'Assign' },
  defer: { label: 'Defer' },
  answer: { label: 'Answer', needs: 'Your answer' },
  approve: { label: 'Approve', needs: 'How did you verify that the outcome is as expected?', needsGates: true },
  rerun: { label: 'Run again', needs: 'Why should it run again?' },
  undo: { label: 'Undo' },
  migration_fixes: { label: 'Migration fixes it', needs: 'How does the migration deal with the data that was found?' },
  data_mended: { label: 'Data mended', needs: 'What was mended by hand?' },
  go_on: { label: 'Go on', needs: 'What did you look at, and why may it be built on?' },
  object: { label: 'Something is wrong', needs: 'What is wrong with the result?' },
  waive_word: { label: 'Go on without it', needs: 'Why may it go on without the contributor’s word?' },
  it_ran: { label: 'It ran' },
  it_failed: { label: 'It failed', needs: 'What was the error?' },
  not_run: { label: 'It was not run', needs: 'Why was it not run?' },
  false_alarm: { label: 'False alarm', needs: 'Why has this nothing to do with the change?' },
  caused_by_change: { label: 'Caused by the change', needs: 'What did the change break?' },
  passed: { label: 'Passed', needs: 'What did you see? (evidence)' },
  failed: { label: 'Failed', needs: 'What went wrong?' },
  retry: { label: 'Deploy again' },
  reply: { label: 'Reply', needs: 'Your answer' },
  override: { label: 'Start all the same', needs: 'Why must it start in spite of the freeze?' },
};

/** What is only offered, or asked beside the request: it waits for no answer. */
export const OFFERS: ReadonlySet<QuestionKind> = new Set(['withdraw', 'supersede', 'freeze', 'concern', 'word_waiver', 'production']);

/** The questions, one for each job, that this one puts together; in the order of the jobs' questions. */
export function coveredBy(questions: readonly Question[], { covers = [] }: Question): Question[] {
  return questions.filter(({ id }) => covers.includes(id));
}

export function openQuestion(questions: Question[], id: number): Question | undefined {
  return questions.find((question) => question.id === id && question.state === 'open');
}
