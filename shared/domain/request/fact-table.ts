import type { Happening } from '#domain/announce/happening.ts';
import type { Wanted } from '#domain/request/effects.ts';
import type { Commit, FactKind, FactKinds } from '#domain/request/fact-kind.ts';
import type { Fact } from '#domain/request/facts.ts';
import { intakeFacts } from '#domain/request/facts/intake.ts';
import { gateFacts } from '#domain/request/facts/gates.ts';
import { changeFacts } from '#domain/request/facts/change.ts';
import { questionFacts, lockFacts } from '#domain/request/facts/questions.ts';
import { clockFacts } from '#domain/request/facts/clocks.ts';
import { reviewFacts } from '#domain/request/facts/review.ts';
import { calendarFacts } from '#domain/request/facts/calendar.ts';
import { turnFacts } from '#domain/request/facts/turn.ts';
import { runFacts } from '#domain/request/facts/runs.ts';
import { jobFacts } from '#domain/request/facts/jobs.ts';
import { verdictFacts } from '#domain/request/facts/verdicts.ts';
import { wordFacts } from '#domain/request/facts/words.ts';
import { endFacts } from '#domain/request/facts/ends.ts';
import { mergeFacts } from '#domain/request/facts/merge.ts';
import { productionFacts } from '#domain/request/facts/production.ts';
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
  ...turnFacts,
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
