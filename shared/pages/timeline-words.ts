import type { WordFact } from '#domain/request/evolve/words.ts';
import type { Rules } from '#domain/request/rules.ts';
import type { RequestState } from '#domain/request/state.ts';
import { nameOfStep, personName } from '#pages/about.ts';

/** R13. A sentence without a full stop. */
export function wordSentence(fact: WordFact, state: RequestState, rules: Rules): string {
  const name = nameOfStep(state.submission, fact.step);
  switch (fact.fact) {
    case 'word_asked':
      return `Nothing that writes builds on ${name} before the contributor’s word`;
    case 'word_given':
      return `The contributor says that ${name} may be built on: ${fact.text}`;
    case 'word_waived':
      return `${personName(fact.by, state, rules)} lets it go on without the contributor’s word on ${name}: ${fact.text}`;
    case 'word_refused':
      return `The contributor says that something is wrong with ${name}, so its verdict is asked for again: ${fact.text}`;
  }
}
