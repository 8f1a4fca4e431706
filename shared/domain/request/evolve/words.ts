import type { Job } from '#domain/job/state.ts';
import { jobTransitions } from '#domain/job/transitions.ts';
import type { Fact, FactOf } from '#domain/request/facts.ts';
import { ImpossibleMove, move } from '#domain/transitions.ts';

export type WordFact = FactOf<'word_asked' | 'word_given' | 'word_waived' | 'word_refused'>;

const wordFacts: Record<WordFact['fact'], true> = { word_asked: true, word_given: true, word_waived: true, word_refused: true };

export function isWordFact(fact: Fact): fact is WordFact {
  return Object.hasOwn(wordFacts, fact.fact);
}

/** R13. It stands with the audit's approval, and goes with it. */
export function evolveWords(jobs: Job[], fact: WordFact): Job[] {
  return jobs.map((job) => (job.step === fact.step ? withWord(job, fact) : job));
}

/** An objection opens the verdict that it is about again. */
function withWord(job: Job, fact: WordFact): Job {
  if (job.state !== 'approved') throw new ImpossibleMove('job', job.state, fact.fact);
  const { run } = fact;
  switch (fact.fact) {
    case 'word_asked':
      return { ...job, word: { state: 'asked', run, question: fact.question, waiver: fact.waiver } };
    case 'word_given':
      return { ...job, word: { state: 'given', run, text: fact.text, at: fact.at } };
    case 'word_waived':
      return { ...job, word: { state: 'waived', run, text: fact.text, by: fact.by, at: fact.at } };
    case 'word_refused': {
      move('job', jobTransitions, job.state, 'object');
      const { index, step, ask, runs } = job;
      return { index, step, ask, runs, state: 'awaiting_verdict', question: fact.question, objection: { text: fact.text, at: fact.at } };
    }
  }
}
