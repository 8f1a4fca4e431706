import { changeKey } from '#contexts/intake/domain/submission.ts';
import { shortSha } from '#html/text.ts';
import { person, type Sentences } from '#products/rehearsal/pages/timeline/telling.ts';
import type { ChangeFact } from '#products/rehearsal/domain/facts/types/change.ts';

/** G1, G10, I19. */
export const changeSentences: Sentences<ChangeFact> = {
  head_moved: ({ from, to }) =>
    `A new commit was pushed: ${shortSha(to)} after ${shortSha(from)}. Evidence for the old one no longer counts, nor does a waiver`,
  base_moved: ({ from, to }) =>
    `It now targets ${to.ref} instead of ${from.ref}. Evidence for that merge no longer counts, nor does a waiver`,
  continued_at: ({ from, to, by, reason, successor }, telling) => {
    const who = by !== 'contributor' ? person(by, telling) : successor === undefined ? 'its contributor' : successor.contributor.name;
    const place = successor === undefined ? '' : `, replacing request ${successor.requestId}`;
    return `It was moved from ${changeKey(from)} to ${changeKey(to)}${place}; said by ${who}${reason === undefined ? '' : `: ${reason}`}`;
  },
};
