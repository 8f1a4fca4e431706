import type { ActionKind, Refused } from '#products/rehearsal/kinds/actions/define.ts';
import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import { ask } from '#products/rehearsal/domain/decide/asking.ts';
import { askedWord } from '#products/rehearsal/domain/decide/word.ts';
import { lastRun } from '#contexts/plans/domain/job/state.ts';
import { putToAdmins } from '#products/rehearsal/domain/decide/verdicts.ts';
import { recordAnswer, type Answering } from '#products/rehearsal/domain/decide/answering.ts';
import { startClock } from '#products/rehearsal/domain/decide/clocks.ts';
import { verdictClock, promiseOf } from '#products/rehearsal/domain/clock-names.ts';

/** R13: the contributor’s answer. */
export const object: ActionKind = {
  label: 'Something is wrong',
  rank: 20,
  needs: 'What is wrong with the result?',
  done: 'Objected to',
  consequence:
    'Nothing starts on the basis of this audit. The admins get your answer, are asked for their verdict on the audit again, and decide whether it runs again.',
  decide: { word: refuseWord },
};

/** What was approved is looked at again by an admin, who owes the answer anew (S1): approved again, the word is asked for again. */
function refuseWord(deciding: Deciding, answering: Answering): Refused {
  const asked = askedWord(deciding, answering);
  if ('refused' in asked) return asked;
  const { draft } = deciding;
  recordAnswer(deciding, answering);
  const question = ask(deciding, 'verdict', asked.job.step);
  draft.record({ fact: 'word_refused', ...asked.said, question });
  const run = lastRun(asked.job);
  if (run !== undefined) startClock(deciding, `${verdictClock(promiseOf(run))}:${question}`, 'verdict');
  putToAdmins(
    deciding,
    draft.state.questions.filter(({ id }) => id === question),
  );
  return undefined;
}
