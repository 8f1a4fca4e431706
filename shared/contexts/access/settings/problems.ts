import type { z } from 'zod';
import { plainIssue } from '#contexts/access/plain-issue.ts';

/** `path` as one writes it in code: `people[2].email`; empty for the whole file. */
export interface SettingsProblem {
  path: string;
  message: string;
}

/** Every issue as a sentence; one problem for each unknown key. */
export function problemsOf(error: z.ZodError): SettingsProblem[] {
  return error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ path: written([...issue.path, key]), message: 'is not a known setting' }))
      : [{ path: written(issue.path), message: plainIssue(issue) }],
  );
}

function written(path: readonly PropertyKey[]): string {
  return path.reduce<string>((before, key) => {
    if (typeof key === 'number') return `${before}[${key}]`;
    return before === '' ? String(key) : `${before}.${String(key)}`;
  }, '');
}
