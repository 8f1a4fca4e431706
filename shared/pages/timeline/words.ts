import { jobs, person, type Sentences } from '#pages/timeline/telling.ts';
import type { WordFact } from '#domain/request/facts/types/words.ts';

/** R13. */
export const wordSentences: Sentences<WordFact> = {
  word_asked: ({ step }, telling) => `Nothing that writes builds on ${jobs([step], telling)} before the contributor’s word`,
  word_given: ({ step, text }, telling) => `The contributor says that ${jobs([step], telling)} may be built on: ${text}`,
  word_waived: ({ step, by, text }, telling) =>
    `${person(by, telling)} lets it go on without the contributor’s word on ${jobs([step], telling)}: ${text}`,
  word_refused: ({ step, text }, telling) =>
    `The contributor says that something is wrong with ${jobs([step], telling)}, so its verdict is asked for again: ${text}`,
};
