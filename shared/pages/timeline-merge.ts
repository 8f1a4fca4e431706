import type { FactOf } from '#domain/request/facts.ts';
import { shortSha } from '#pages/text.ts';

export function mergeSentence(fact: FactOf<'merge_wanted' | 'merge_begun' | 'merge_refused' | 'merged'>): string {
  switch (fact.fact) {
    case 'merge_wanted':
      return `The pull request is to be merged at ${shortSha(fact.sha)}`;
    case 'merge_begun':
      return `The pull request is being merged at ${shortSha(fact.sha)}; the verdict can no longer be undone`;
    case 'merge_refused':
      return `The pull request was not merged at ${shortSha(fact.sha)}: ${fact.why}`;
    case 'merged':
      return `The pull request was merged at ${shortSha(fact.sha)}${fact.tested ? '' : ', which was not fully tested'}`;
  }
}
