import type { ActionKind, Refused } from '#domain/request/actions/define.ts';
import type { Deciding } from '#domain/request/decide/context.ts';
import { askedWord } from '#domain/request/decide/word.ts';
import { recordAnswer, type Answering } from '#domain/request/decide/answering.ts';

/** R13: the contributor’s answer. */
export const goOn: ActionKind = {
  label: 'Go on',
  rank: 10,
  needs: 'What did you look at, and why may it be built on?',
  done: 'Cleared to go on',
  consequence: 'What builds on the audit takes its place in the queue. Your words stand with the evidence.',
  decide: { word: giveWord },
};

function giveWord(deciding: Deciding, answering: Answering): Refused {
  const asked = askedWord(deciding, answering);
  if ('refused' in asked) return asked;
  recordAnswer(deciding, answering);
  deciding.draft.record({ fact: 'word_given', ...asked.said });
  return undefined;
}
