import type { ActionKind, Refused } from '#products/rehearsal/kinds/actions/define.ts';
import type { Deciding } from '#products/rehearsal/domain/decide/context.ts';
import { askedWord } from '#products/rehearsal/domain/decide/word.ts';
import { personOf, recordAnswer, type Answering } from '#products/rehearsal/domain/decide/answering.ts';

/** R13: an admin’s answer that it is not waited for. */
export const waiveWord: ActionKind = {
  label: 'Go on without it',
  rank: 10,
  needs: 'Why may it go on without the contributor’s word?',
  done: 'Cleared to go on without the contributor’s word',
  consequence:
    'The contributor is asked no longer, and what builds on the audit takes its place in the queue. Your reason stays with the evidence.',
  decide: { word_waiver: goOnWithout },
};

function goOnWithout(deciding: Deciding, answering: Answering): Refused {
  const asked = askedWord(deciding, answering);
  if ('refused' in asked) return asked;
  recordAnswer(deciding, answering);
  deciding.draft.record({ fact: 'word_waived', ...asked.said, by: personOf(deciding) });
  return undefined;
}
