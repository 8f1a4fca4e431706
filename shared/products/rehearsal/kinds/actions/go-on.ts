import type { ActionKind, Refused } from '#products/rehearsal/kinds/actions/define.ts';
import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import { askedWord } from '#products/rehearsal/domain/decide/word.ts';
import { recordAnswer, type Answering } from '#products/rehearsal/domain/decide/answering.ts';

/** R13: the contributor’s answer. */
export const goOn: ActionKind = {
  label: 'Go on',
  rank: 10,
  needs: 'What did you check, and why may the next jobs rely on it?',
  done: 'Cleared to go on',
  consequence: 'The jobs that need the audit join the queue. Your answer is kept with the evidence.',
  decide: { word: giveWord },
};

function giveWord(deciding: Deciding, answering: Answering): Refused {
  const asked = askedWord(deciding, answering);
  if ('refused' in asked) return asked;
  recordAnswer(deciding, answering);
  deciding.draft.record({ fact: 'word_given', ...asked.said });
  return undefined;
}
