import { LONGEST_NAMED } from '#products/pipelines/domain/plan-file/limits.ts';
import type { RuleId } from '#products/pipelines/domain/plan-file/rules/ids.ts';

/** One thing that is wrong with a file, or that its writer should know. */
export interface Problem {
  /** The rule that is broken, and others that say the same of a special case: `['N03', 'N09']`. */
  rules: readonly [RuleId, ...RuleId[]];
  /** A sentence for whoever wrote the file. */
  message: string;
  /** From 1. */
  line: number;
  /** From 1, in UTF-16 units. */
  column: number;
  /** Where it stands in the document: `['actions', 'one', 'needs', '0']`. */
  path: readonly string[];
  /** What to do about it. */
  hint?: string;
}

/** A problem as it is found: by its place in the text. */
export interface Finding extends Pick<Problem, 'message' | 'hint'> {
  rule: RuleId;
  /** See {@link Problem.rules}. */
  also?: readonly RuleId[];
  at: number;
  path?: readonly string[];
}

/** Where findings go. Both return nothing, so that whoever cannot go on ends with them. */
export interface Findings {
  refuse(finding: Finding): undefined;
  warn(finding: Finding): undefined;
}

/** A name from the file as a part of a message: one line of bounded length, without signs that a terminal obeys. */
export function named(text: string): string {
  const line = text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ');
  return line.length > LONGEST_NAMED ? `${line.slice(0, LONGEST_NAMED)}…` : line;
}
