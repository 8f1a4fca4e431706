import type { z } from 'zod';
import type { Problem } from './submission.ts';

/** What JSON can say. */
export type Plain = null | boolean | number | string | Plain[] | { [key: string]: Plain };

type Path = readonly PropertyKey[];

/** `jobs[0].name`. A key that is no plain name is quoted, shortened and kept to printable ASCII, since it may hold anything. */
export function pathText(path: Path): string {
  let text = '';
  for (const part of path) {
    if (typeof part === 'number') text += `[${part}]`;
    else if (/^[A-Za-z][A-Za-z0-9_]{0,99}$/.test(String(part))) text += text === '' ? String(part) : `.${String(part)}`;
    else text += `[${quoted(String(part))}]`;
  }
  return text;
}

/** Anybody's text, safe to put into a message. */
export function quoted(text: string): string {
  const short = text.length > 60 ? `${text.slice(0, 59)}…` : text;
  return JSON.stringify(short).replace(/[^\x20-\x7e…]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Our own stable codes for what the schema found; one unknown field is one problem. */
export function problemsOf(issues: readonly z.core.$ZodIssue[], value: Plain): Problem[] {
  return issues.flatMap((issue): Problem[] => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        path: pathText([...issue.path, key]),
        code: 'unknown_field',
        message: `There is no field ${quoted(key)} here.`,
      }));
    }
    return [{ path: pathText(issue.path), ...meaning(issue, isMissing(value, issue.path)) }];
  });
}

function meaning(issue: z.core.$ZodIssue, missing: boolean): { code: string; message: string } {
  if (missing) return { code: 'required', message: issue.path.at(-1) === 'testedLocally' ? issue.message : 'Please fill this in.' };
  switch (issue.code) {
    case 'invalid_type':
      return { code: 'wrong_type', message: `This must be ${typeNames[issue.expected] ?? issue.expected}.` };
    case 'invalid_value':
      if (issue.values.length === 1 && issue.values[0] === true) return { code: 'must_be_true', message: issue.message };
      return {
        code: 'not_allowed',
        message: `This must be ${issue.values
          .map(String)
          .join(', ')
          .replace(/, ([^,]*)$/, ' or $1')}.`,
      };
    case 'invalid_union':
      return { code: 'not_allowed', message: 'This must be exact, pattern or count.' };
    case 'too_small':
      return { code: issue.origin === 'string' ? 'empty' : issue.origin === 'array' ? 'too_few' : 'out_of_range', message: issue.message };
    case 'too_big':
      return {
        code: issue.origin === 'string' ? 'too_long' : issue.origin === 'array' ? 'too_many' : 'out_of_range',
        message: issue.message,
      };
    case 'invalid_key':
      return { code: 'bad_form', message: issue.issues[0]?.message ?? issue.message };
    case 'custom':
      return { code: typeof issue.params?.['code'] === 'string' ? issue.params['code'] : 'bad_form', message: issue.message };
    case 'invalid_format':
    case 'not_multiple_of':
    case 'invalid_element':
    case 'unrecognized_keys':
      return { code: 'bad_form', message: issue.message };
  }
}

const typeNames: Record<string, string> = {
  string: 'text',
  object: 'an object',
  array: 'a list',
  record: 'an object',
  boolean: 'true or false',
  number: 'a number',
  int: 'a whole number',
};

function isMissing(value: Plain, path: Path): boolean {
  let at: Plain | undefined = value;
  for (const part of path) {
    if (at === null || typeof at !== 'object' || !Object.hasOwn(at, part)) return true;
    at = Object.entries(at).find(([key]) => key === String(part))?.[1];
  }
  return false;
}
