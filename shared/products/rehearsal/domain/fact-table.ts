import type { Happening } from '#products/rehearsal/domain/announce/happening.ts';
import type { Wanted } from '#products/rehearsal/domain/effects.ts';
import type { Commit, FactKind, FactKinds } from '#products/rehearsal/domain/fact-kind.ts';
import type { Fact } from '#products/rehearsal/domain/facts.ts';
import { intakeFacts } from '#products/rehearsal/domain/facts/intake.ts';
import { gateFacts } from '#products/rehearsal/domain/facts/gates.ts';
import { changeFacts } from '#products/rehearsal/domain/facts/change.ts';
import { questionFacts, lockFacts } from '#products/rehearsal/domain/facts/questions.ts';
import { clockFacts } from '#products/rehearsal/domain/facts/clocks.ts';
import { reviewFacts } from '#products/rehearsal/domain/facts/review.ts';
import { calendarFacts } from '#products/rehearsal/domain/facts/calendar.ts';
import { allocationFacts } from '#products/rehearsal/domain/facts/allocation.ts';
import { runFacts } from '#products/rehearsal/domain/facts/runs.ts';
import { jobFacts } from '#products/rehearsal/domain/facts/jobs.ts';
import { verdictFacts } from '#products/rehearsal/domain/facts/verdicts.ts';
import { wordFacts } from '#products/rehearsal/domain/facts/words.ts';
import { endFacts } from '#products/rehearsal/domain/facts/ends.ts';
import { mergeFacts } from '#products/rehearsal/domain/facts/merge.ts';
import { productionFacts } from '#products/rehearsal/domain/facts/production.ts';
import { entryOf } from '#kernel/tables.ts';

/** Everything that can happen to a request. A fact without an entry does not compile. */
export const factTable: FactKinds<Fact> = {
  ...intakeFacts,
  ...gateFacts,
  ...changeFacts,
  ...questionFacts,
  ...lockFacts,
  ...clockFacts,
  ...reviewFacts,
  ...calendarFacts,
  ...allocationFacts,
  ...runFacts,
  ...jobFacts,
  ...verdictFacts,
  ...wordFacts,
  ...endFacts,
  ...mergeFacts,
  ...productionFacts,
};

function kindOf({ fact }: Fact): FactKind<Fact> {
  return entryOf(factTable, fact, 'fact');
}

export function reactionTo(fact: Fact, commit: Commit): Wanted[] {
  return kindOf(fact).react(fact, commit);
}

export function happeningsOf(fact: Fact, commit: Commit): Happening[] {
  return kindOf(fact).events(fact, commit);
}

export function isShown(fact: Fact, where: 'sheet' | 'pull_request'): boolean {
  const { shown } = kindOf(fact);
  return shown === 'both' || shown === where;
}
