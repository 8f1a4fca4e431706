import type { PlanFile } from '#products/pipelines/domain/plan-file/plan.ts';
import type { Problem } from '#products/pipelines/domain/plan-file/problem.ts';

/** K1. What the file says, or everything that is wrong with it; warnings either way. */
export type ReadPlanFile =
  | { ok: true; plan: PlanFile; warnings: readonly Problem[] }
  | { ok: false; problems: readonly Problem[]; warnings: readonly Problem[] };

/** Reads the text of a `project.yaml`. It never throws, whatever the text is. */
export function readPlanFile(text: string): ReadPlanFile {
  const empty: Problem = { rule: 'Y06', message: 'The file is empty.', line: 1, column: 1 };
  return {
    ok: false,
    problems: [text.trim() === '' ? empty : { ...empty, rule: 'Y01', message: 'Plans are not read yet.' }],
    warnings: [],
  };
}
