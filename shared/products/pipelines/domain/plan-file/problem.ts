/** One thing that is wrong with a file, or that its writer should know. */
export interface Problem {
  /** The rule that is broken: `N03`. */
  rule: string;
  /** A sentence for whoever wrote the file. */
  message: string;
  /** From 1. */
  line: number;
  /** From 1, in UTF-16 units. */
  column: number;
  /** Where it stands in the document: `['actions', 'one', 'needs', '0']`. */
  path?: readonly string[];
  /** What to do about it. */
  hint?: string;
}
