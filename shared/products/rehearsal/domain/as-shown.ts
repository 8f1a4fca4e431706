import type { Submission } from '#contexts/intake/domain/submission.ts';
import { isProven } from '#products/rehearsal/domain/proven.ts';
import type { Requested } from '#contexts/intake/domain/parts/requested.ts';
import type { Tested } from '#contexts/plans/domain/parts/tested.ts';
import type { Questioned } from '#products/rehearsal/domain/parts/questioned.ts';

/** What stands for whoever typed an address that nobody confirmed. */
const UNPROVEN = { name: 'Unconfirmed sender', email: 'unconfirmed@example.invalid', githubLogin: 'unconfirmed' };

/**
 * I16. A request as anybody may see it: one whose address was never confirmed without a word of what was typed. What is left was chosen
 * from lists of ours, or names a pull request of a repository of ours. Pages, mails and lists are made of this.
 */
export function asShown<S extends Requested & Tested & Questioned>(state: S): S {
  return isProven(state) ? state : { ...state, submission: bareSubmission(state.submission), warnings: [], jobs: [] };
}

/** The same of what is kept of the form. Named one by one, so that a field that is new is not shown until somebody says so. */
export function bareSubmission({ formVersion, kind, change, testedLocally, docCovers, mode }: Submission): Submission {
  return {
    formVersion,
    submissionId: '',
    contributor: UNPROVEN,
    kind,
    change: change.kind === 'ref' ? { ...change, ref: 'unconfirmed' } : change,
    jobs: [],
    instructionsDoc: { documentId: '' },
    docCovers,
    testedLocally,
    mode,
  };
}
