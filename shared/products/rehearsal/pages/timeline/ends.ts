import { productionLabels } from '#products/rehearsal/pages/labels.ts';
import { shortSha } from '#html/text.ts';
import { jobs, person, type Sentences } from '#products/rehearsal/pages/timeline/telling.ts';
import type { EndFact } from '#products/rehearsal/domain/facts/types/ends.ts';
import type { MergeFact } from '#products/rehearsal/domain/facts/types/merge.ts';
import type { ProductionFact } from '#products/rehearsal/domain/facts/types/production.ts';

export const endSentences: Sentences<EndFact> = {
  approved: ({ by }, telling) => `Every job is approved: the request is approved, last by ${person(by, telling)}`,
  completed: ({ why }) =>
    why === 'only_removes'
      ? 'The pull request only removes jobs: the request is completed, with nothing to test'
      : 'Every job is approved: the request is completed, with nothing to merge',
  rejected: ({ by, reason }, telling) => `The request is rejected by ${person(by, telling)}: ${reason}`,
  withdrawn: ({ unconfirmed, supersededBy }) => {
    if (unconfirmed === true) return 'The request was closed: nobody confirmed the address in time';
    return supersededBy === undefined ? 'The request is withdrawn' : `The request was closed: ${supersededBy} replaced it`;
  },
  files_left_over: ({ release }) => `The contributor is reminded of files that are still there long after release ${release}`,
};

export const mergeSentences: Sentences<MergeFact> = {
  merge_wanted: ({ sha }) => `The pull request is to be merged at ${shortSha(sha)}`,
  merge_begun: ({ sha }) => `The pull request is being merged at ${shortSha(sha)}; the verdict can no longer be undone`,
  merge_refused: ({ sha, why }) => `The pull request was not merged at ${shortSha(sha)}: ${why}`,
  merged: ({ sha, tested }) => `The pull request was merged at ${shortSha(sha)}${tested ? '' : ', which was not fully tested'}`,
};

/** A9. */
export const productionSentences: Sentences<ProductionFact> = {
  production_recorded: ({ record: { step, outcome, text, by } }, telling) =>
    `${jobs([step], telling)} ${productionLabels[outcome]}, according to ${person(by, telling)}${text === '' ? '' : `: ${text}`}`,
  production_awaited: ({ release }) => `Release ${release} is out: those who can tell are asked what happened to the jobs in production`,
};
