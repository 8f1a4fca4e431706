import { changeUrl, titleOf } from '#pages/about.ts';
import { link, quote, text } from '#pages/mails/blocks.ts';
import type { Letter, Notice, NoticeWriting, Writing } from '#pages/mails/mail-input.ts';
import { aboutRequest, statusLink } from '#pages/mails/parts.ts';
import { shortSha } from '#pages/text.ts';

/** A3: approved, and not merged all the same. */
export function mergeRefused(writing: Writing): Letter {
  const { state } = writing;
  const why = state.merge?.state === 'refused' ? [quote('What was said', state.merge.why)] : [];
  return {
    what: 'not merged',
    first: `Request ${state.id} (${titleOf(state.submission)}) is approved, but its pull request could not be merged${shaOf(writing)}.`,
    second:
      'What comes next: somebody who may merge there removes the cause and merges it at exactly that commit; a new commit has to be tested again.',
    body: [...why, link('Code', changeUrl(state.submission)), aboutRequest(writing), statusLink(writing)],
  };
}

/** N5: jobs are on the base branch that nobody has rehearsed. */
export function untestedMerge(writing: Writing): Letter {
  const { state } = writing;
  return {
    what: 'MERGED UNTESTED',
    first: `The pull request of request ${state.id} (${titleOf(state.submission)}) was merged${shaOf(writing)}, and that commit is not fully tested.`,
    second: 'What comes next: revert it, or see to it that its jobs do not run in production before they have been tested.',
    body: [link('Code', changeUrl(state.submission)), aboutRequest(writing), statusLink(writing)],
  };
}

/** N5: nobody had even asked for a rehearsal. */
export function unaskedMerge({ person, note = '', links }: NoticeWriting): Notice {
  return {
    what: 'MERGED UNTESTED',
    about: { id: 'pull request', name: note },
    first: `${person.name}, a pull request that changes jobs was merged, and nobody had asked for a rehearsal of them: ${note}.`,
    second: 'What comes next: revert it, or see to it that its jobs do not run in production before they have been tested.',
    body: [text('A revert that only removes jobs needs no test.'), link('Board', links.board)],
  };
}

function shaOf({ state: { merge } }: Writing): string {
  return merge === undefined ? '' : ` at ${shortSha(merge.sha)}`;
}
