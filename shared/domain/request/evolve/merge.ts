import type { Merge } from '#domain/pull-request/merge.ts';
import type { Fact, FactOf } from '#domain/request/facts.ts';

export type MergeFact = FactOf<'merge_wanted' | 'merge_begun' | 'merge_refused' | 'merged'>;

export function isMergeFact(fact: Fact): fact is MergeFact {
  return fact.fact === 'merged' || fact.fact === 'merge_wanted' || fact.fact === 'merge_begun' || fact.fact === 'merge_refused';
}

export function evolveMerge(fact: MergeFact): Merge {
  switch (fact.fact) {
    case 'merge_wanted':
      return { state: 'wanted', sha: fact.sha };
    case 'merge_begun':
      return { state: 'begun', sha: fact.sha };
    case 'merge_refused':
      return { state: 'refused', sha: fact.sha, why: fact.why, at: fact.at };
    case 'merged':
      return { state: 'merged', sha: fact.sha, into: fact.into, tested: fact.tested, at: fact.at };
  }
}
