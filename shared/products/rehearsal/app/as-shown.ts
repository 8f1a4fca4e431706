import type { RequestDocument, TimelineDocument } from '#products/rehearsal/stored/document-types.ts';
import { changeKey } from '#contexts/intake/domain/submission.ts';
import { asShown, bareSubmission } from '#products/rehearsal/domain/as-shown.ts';
import { isProven } from '#products/rehearsal/domain/proven.ts';

/** I16. Its address was confirmed, or need not be. */
export function isShownWhole({ state }: RequestDocument): boolean {
  return isProven(state);
}

/** I16. What a page or a list is given of a request. */
export function documentAsShown(document: RequestDocument): RequestDocument {
  if (isProven(document.state)) return document;
  const state = asShown(document.state);
  return { ...document, pullRequestKey: changeKey(state.submission.change), state };
}

/** The same of its past. `document` says whether the address was ever confirmed. */
export function timelineAsShown({ state }: RequestDocument, entries: TimelineDocument[]): TimelineDocument[] {
  if (isProven(state)) return entries;
  return entries.map((entry) => ({
    ...entry,
    facts: entry.facts.map((fact) =>
      fact.fact === 'submitted' ? { ...fact, submission: bareSubmission(fact.submission), warnings: [] } : fact,
    ),
  }));
}
