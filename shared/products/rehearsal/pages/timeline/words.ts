import { jobs, person, type Sentences } from '#products/rehearsal/pages/timeline/telling.ts';
import type { WordFact } from '#products/rehearsal/domain/facts/types/words.ts';

/** R13. */
export const wordSentences: Sentences<WordFact> = {
  word_asked: ({ step }, telling) => `Jobs that write data do not start after ${jobs([step], telling)} before the contributor agrees`,
  word_given: ({ step, text }, telling) => `The contributor says that the next jobs may rely on ${jobs([step], telling)}: ${text}`,
  word_waived: ({ step, by, text }, telling) =>
    `${person(by, telling)} lets it go on without the contributor’s word on ${jobs([step], telling)}: ${text}`,
  word_refused: ({ step, text }, telling) =>
    `The contributor says that something is wrong with ${jobs([step], telling)}, so its verdict is asked for again: ${text}`,
};
