import { entryOf } from '#kernel/tables.ts';
import type { Fact } from '#domain/request/facts.ts';
import { maskAddresses, sentence } from '#pages/text.ts';
import { changeSentences } from '#pages/timeline/change.ts';
import { clockSentences } from '#pages/timeline/clocks.ts';
import { endSentences, mergeSentences, productionSentences } from '#pages/timeline/ends.ts';
import { gateSentences } from '#pages/timeline/gates.ts';
import { intakeSentences } from '#pages/timeline/intake.ts';
import { jobSentences, verdictSentences } from '#pages/timeline/jobs.ts';
import { lockSentences, questionSentences } from '#pages/timeline/questions.ts';
import { calendarSentences, reviewSentences } from '#pages/timeline/review.ts';
import { runSentences } from '#pages/timeline/runs.ts';
import type { Sentences, Telling } from '#pages/timeline/telling.ts';
import { turnSentences } from '#pages/timeline/turn.ts';
import { wordSentences } from '#pages/timeline/words.ts';

const sentences: Sentences<Fact> = {
  ...intakeSentences,
  ...gateSentences,
  ...changeSentences,
  ...questionSentences,
  ...lockSentences,
  ...clockSentences,
  ...reviewSentences,
  ...calendarSentences,
  ...turnSentences,
  ...runSentences,
  ...jobSentences,
  ...verdictSentences,
  ...wordSentences,
  ...endSentences,
  ...mergeSentences,
  ...productionSentences,
};

/** One fact of the timeline as a sentence for people (W1). */
export function factSentence(fact: Fact, telling: Telling): string {
  return sentence(maskAddresses(entryOf<(fact: Fact, telling: Telling) => string>(sentences, fact.fact, 'sentence for')(fact, telling)));
}
