import { kindsWithJobs, requestKinds, type RequestKind } from '../choices.ts';
import { formFields } from './all.ts';

/** Which kinds of requests are asked this; `name` is a field's path, such as `feature.testSteps` or `jobs[0].name`. */
export function kindsAsked(name: string): readonly RequestKind[] {
  if (/^jobs\b/.test(name)) return kindsWithJobs;
  return formFields.get(name)?.only ?? requestKinds;
}

/** I12. Whether the form asks this of such a kind. What is no kind yet is asked for its kind alone, so that nothing is left out. */
export function isAsked(name: string, kind: string): boolean {
  return !isKind(kind) || kindsAsked(name).includes(kind);
}

export function isKind(text: string | undefined): text is RequestKind {
  return requestKinds.some((kind) => kind === text);
}
