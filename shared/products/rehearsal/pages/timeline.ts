import { entryOf } from '#kernel/tables.ts';
import type { Fact } from '#products/rehearsal/domain/facts.ts';
import { ended, maskAddresses } from '#html/text.ts';
import { changeSentences } from '#products/rehearsal/pages/timeline/change.ts';
import { clockSentences } from '#products/rehearsal/pages/timeline/clocks.ts';
import { endSentences, mergeSentences, productionSentences } from '#products/rehearsal/pages/timeline/ends.ts';
import { gateSentences } from '#products/rehearsal/pages/timeline/gates.ts';
import { intakeSentences } from '#products/rehearsal/pages/timeline/intake.ts';
import { jobSentences, verdictSentences } from '#products/rehearsal/pages/timeline/jobs.ts';
import { lockSentences, questionSentences } from '#products/rehearsal/pages/timeline/questions.ts';
import { calendarSentences, reviewSentences } from '#products/rehearsal/pages/timeline/review.ts';
import { runSentences } from '#products/rehearsal/pages/timeline/runs.ts';
import type { Sentences, Telling } from '#products/rehearsal/pages/timeline/telling.ts';
import { allocationSentences } from '#products/rehearsal/pages/timeline/allocation.ts';
import { wordSentences } from '#products/rehearsal/pages/timeline/words.ts';

const sentences: Sentences<Fact> = {
  ...intakeSentences,
  ...gateSentences,
  ...changeSentences,
  ...questionSentences,
  ...lockSentences,
  ...clockSentences,
  ...reviewSentences,
  ...calendarSentences,
  ...allocationSentences,
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
  return ended(maskAddresses(entryOf<(fact: Fact, telling: Telling) => string>(sentences, fact.fact, 'sentence for')(fact, telling)));
}
