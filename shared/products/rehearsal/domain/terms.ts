import type { Submission } from '#contexts/intake/domain/submission.ts';
import { isProven } from '#products/rehearsal/domain/proven.ts';
import type { Allocated } from '#contexts/operations/domain/parts/allocated.ts';
import type { Identified } from '#products/rehearsal/domain/parts/identified.ts';
import type { Questioned } from '#products/rehearsal/domain/parts/questioned.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';

/** Letters and digits of a term; of a longer text its beginning stands for it. */
const LONGEST = 40;
/** Letters of the shortest and the longest beginning of a word that are terms: each term is an entry of an index that a commit writes. */
const SHORTEST_START = 2;
const LONGEST_START = 4;
/** Terms of one request. Whole words come before the beginnings of words, so that only those are left out. */
export const MOST_TERMS = 300;
/** Words of one search. */
const MOST_WORDS = 5;

/**
 * W2, W8. What a request is found by: its id, pull request or branch, jobs, contributor, release, backend and group, whole, word by word,
 * and by the beginnings of either; by what all have alike, backend and repository, only whole. I16: nothing of one whose address nobody has confirmed, for a search would tell what was typed.
 */
export function termsOf(state: Identified & Requested & Questioned & Allocated): string[] {
  if (!isProven(state)) return [];
  const own = wholeOf(textsOf(state.id, state.submission));
  const { owner, repository } = state.submission.change;
  const terms = new Set([...own, ...wholeOf([state.backend, owner, repository]), ...own.flatMap(startsOf)]);
  return [...terms].slice(0, MOST_TERMS);
}

function wholeOf(texts: readonly string[]): string[] {
  return texts.flatMap((text) => [compact(text), ...wordsOf(text)]).filter((term) => term !== '');
}

/** The term by which a word is found as a beginning: itself, or its first letters, and then `beginsWith` tells. */
export function startOf(word: string): string {
  return Array.from(word).slice(0, LONGEST_START).join('');
}

export function beginsWith(terms: readonly string[], word: string): boolean {
  return terms.some((term) => term.startsWith(word));
}

function textsOf(id: string, submission: Submission): string[] {
  const { change, contributor, jobs, targetRelease, group } = submission;
  return [
    id,
    ...(change.kind === 'pull_request' ? [String(change.number)] : [change.ref]),
    contributor.githubLogin,
    contributor.name,
    ...jobs.map(({ name }) => name),
    ...(targetRelease === undefined ? [] : [targetRelease]),
    ...(group === undefined ? [] : [group]),
  ];
}

/** The words of a search, each as a term can be. Bounded, whatever was typed. */
export function searchedTerms(typed: string): string[] {
  const plain = typed.slice(0, 400).replace(/^\s*https?:\/\/[^/\s]+\/([^/\s]+)\/([^/\s]+)\/pull\/(\d+)\S*/i, '$1 $2 $3');
  const words = plain.split(/[\s/#@:,;]+/u).map(compact);
  return [...new Set(words.filter((word) => word !== ''))].slice(0, MOST_WORDS);
}

/** Lower case, without accents, signs and blanks: `Fix-Topics 3.4` is `fixtopics34`. */
function compact(text: string): string {
  return folded(text)
    .replaceAll(/[^\p{L}\p{N}]+/gu, '')
    .slice(0, LONGEST)
    .toWellFormed();
}

/** `CountTopicsJob`, `count_topics` and `Ada Lovelace` are words. */
function wordsOf(text: string): string[] {
  const parted = text.replaceAll(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})/gu, ' ');
  return parted.split(/[^\p{L}\p{N}\p{M}]+/u).map(compact);
}

function startsOf(term: string): string[] {
  const letters = Array.from(term);
  const longest = Math.min(letters.length - 1, LONGEST_START);
  return Array.from({ length: Math.max(0, longest - SHORTEST_START + 1) }, (_, n) => letters.slice(0, SHORTEST_START + n).join(''));
}

function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase();
}
