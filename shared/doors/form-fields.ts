import { formFields, jobFields } from '#contexts/intake/domain/form/all.ts';
import type { Reads } from '#contexts/intake/domain/form/field.ts';

/** How our HTML form's fields are read, by name. Names are the paths that problems have, so that each can be shown beside its field. */
export type ReadsByName = ReadonlyMap<string, Reads>;

/** `formVersion` and `submissionId` nobody types. */
export const formReads: ReadsByName = new Map<string, Reads>([['formVersion', 'number'], ['submissionId', 'text'], ...readsOf(formFields)]);

/** Behind `jobs[<number>].`. */
export const jobReads: ReadsByName = new Map(readsOf(jobFields));

function readsOf(fields: typeof formFields): [name: string, reads: Reads][] {
  return [...fields].map(([name, { reads }]) => [name, reads]);
}
