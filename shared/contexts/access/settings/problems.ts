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
      ? issue.keys.map((key) => unknown(written([...issue.path, key])))
      : [{ path: written(issue.path), message: plainIssue(issue) }],
  );
}

/** Settings of before, and where what they said is written now. `[]` stands for any place of a list. */
const MOVED: ReadonlyMap<string, string> = new Map([['backends[].probe', 'probes.maintenance']]);

function unknown(path: string): SettingsProblem {
  const now = MOVED.get(path.replaceAll(/\[\d+\]/g, '[]'));
  return { path, message: now === undefined ? 'is not a known setting' : `is not a known setting any more: write it as ${now}` };
}

function written(path: readonly PropertyKey[]): string {
  return path.reduce<string>((before, key) => {
    if (typeof key === 'number') return `${before}[${key}]`;
    return before === '' ? String(key) : `${before}.${String(key)}`;
  }, '');
}
