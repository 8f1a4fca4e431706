import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** What a validator says when nobody wrote words for it. */
const RAW = /^(?:Too small|Too big|Invalid option|Invalid input|Invalid email|Unrecognized key)/;

/** What is wrong, in words for whoever wrote it; a schema's own words stay as they are. */
export function plainIssue(issue: Issue): string {
  if (!RAW.test(issue.message)) return issue.message;
  switch (issue.code) {
    case 'too_small':
      return Number(issue.minimum) === 1 && issue.origin !== 'number'
        ? issue.origin === 'string'
          ? 'must not be empty'
          : 'must have at least one entry'
        : `must ${sized(issue.origin, 'at least', Number(issue.minimum), issue.inclusive !== false)}`;
    case 'too_big':
      return `must ${sized(issue.origin, 'at most', Number(issue.maximum), issue.inclusive !== false)}`;
    case 'invalid_value':
      return `must be ${issue.values.length === 1 ? '' : 'one of: '}${issue.values.map(String).join(', ')}`;
    case 'invalid_type':
      return issue.input === undefined && issue.message.endsWith(' received undefined')
        ? `is missing: it must be ${kinds[issue.expected] ?? issue.expected}`
        : `must be ${kinds[issue.expected] ?? issue.expected}`;
    case 'invalid_format':
      return issue.format === 'email' ? 'must be an e-mail address' : 'has not the form that belongs here';
    case 'unrecognized_keys':
      return `does not know ${issue.keys.join(', ')}`;
    case 'custom':
    case 'invalid_element':
    case 'invalid_key':
    case 'invalid_union':
    case 'not_multiple_of':
      return 'cannot be read as what belongs here';
  }
}

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

function sized(origin: string, bound: 'at least' | 'at most', value: number, inclusive: boolean): string {
  if (origin === 'string') return `have ${bound} ${value} characters`;
  if (origin === 'array' || origin === 'set') return `have ${bound} ${value} entries`;
  return inclusive ? `be ${bound} ${value}` : `be ${bound === 'at least' ? 'more' : 'less'} than ${value}`;
}
