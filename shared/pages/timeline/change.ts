import { changeKey } from '#domain/intake/submission.ts';
import { shortSha } from '#pages/text.ts';
import { person, type Sentences } from '#pages/timeline/telling.ts';
import type { ChangeFact } from '#domain/request/facts/types/change.ts';

/** G1, G10, I19. */
export const changeSentences: Sentences<ChangeFact> = {
  head_moved: ({ from, to }) =>
    `A new commit came: ${shortSha(from)} became ${shortSha(to)}. Evidence of the old one no longer counts, nor does a waiver`,
  base_moved: ({ from, to }) =>
    `It is to be merged into ${to.ref}, no longer into ${from.ref}. Evidence of that merge no longer counts, nor does a waiver`,
  continued_at: ({ from, to, by, reason, successor }, telling) => {
    const who = by !== 'contributor' ? person(by, telling) : successor === undefined ? 'its contributor' : successor.contributor.name;
    const place = successor === undefined ? '' : `, in the place of request ${successor.requestId}`;
    return `It goes on at ${changeKey(to)}, no longer at ${changeKey(from)}${place}; said by ${who}${reason === undefined ? '' : `: ${reason}`}`;
  },
};
