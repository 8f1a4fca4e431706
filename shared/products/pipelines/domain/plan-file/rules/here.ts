import type { Findings } from '#products/pipelines/domain/plan-file/problem.ts';

/** The action that is looked at. */
export interface Here {
  /** For messages. */
  name: string;
  /** Of the format; undefined where the file says none that there is, and no rule of a version holds. */
  version: number | undefined;
  refuse: Findings['refuse'];
}

/** The same place, further down. */
export function below(here: Here, ...names: readonly string[]): Here {
  return { ...here, refuse: (finding) => here.refuse({ ...finding, path: [...names, ...(finding.path ?? [])] }) };
}
