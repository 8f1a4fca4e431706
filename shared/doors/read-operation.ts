import type { z } from 'zod';
import type { OperationProblem } from '#contexts/access/contracts/operation-answer.ts';
import { plainIssue } from '#contexts/access/plain-issue.ts';
import { isId } from '#contexts/access/ids.ts';
import { operationRequest, type OperationRequest } from '#doors/contracts/operations.ts';
import type { Rules } from '#products/rehearsal/domain/rules.ts';
import type { Instant } from '#kernel/time.ts';
import { wordsProblem } from '#contexts/intake/domain/text.ts';
import { backendProblem } from '#products/rehearsal/domain/fields/backend.ts';

export type ReadOperation = { asked: OperationRequest } | { problems: OperationProblem[] };

/** What it is held against. `backends`: all there are, also those that the settings do not name (B10). */
interface At {
  rules: Rules;
  now: Instant;
  backends: readonly string[];
}

/** What operators type is read as what people type is: by the one schema of the small forms, everything wrong at once. */
export function readOperation(value: unknown, at: At): ReadOperation {
  const parsed = operationRequest.safeParse(value);
  const shape = parsed.success
    ? []
    : parsed.error.issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? unknownKeys(issue) : [problemIn(issue)]));
  const wrong = new Set(shape.map(({ path }) => path));
  const fields = parsed.success ? parsed.data : fieldsOf(value);
  const problems = Object.entries(fields).flatMap(([path, given]): OperationProblem[] => {
    const message = typeof given === 'string' && !wrong.has(path) ? problemOf(path, given, at) : undefined;
    return message === undefined ? [] : [{ path, code: 'invalid_value', message }];
  });
  if (parsed.success && problems.length === 0) return { asked: parsed.data };
  return { problems: [...shape, ...problems] };
}

function problemIn(issue: z.core.$ZodIssue): OperationProblem {
  return { path: issue.path.join('.'), code: issue.code, message: plainIssue(issue) };
}

/** Each at its own path. */
function unknownKeys({ path, code, keys }: z.core.$ZodIssueUnrecognizedKeys): OperationProblem[] {
  return keys.map((key) => ({ path: [...path, key.slice(0, 100)].join('.'), code, message: 'is not known here' }));
}

function fieldsOf(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}

function problemOf(path: string, value: string, at: At): string | undefined {
  if (path === 'why' || path === 'label' || path === 'purpose' || path === 'name') return wordsProblem(value);
  if (path === 'backend') return backendProblem(value, at.backends);
  if (path === 'person')
    return at.rules.people.some(({ id }) => id === value) || value === 'contributor'
      ? undefined
      : 'Name somebody of this installation, or `contributor`.';
  // Reports of releases that left the calendar are still read.
  if (path === 'release') return isId('release', value) ? undefined : 'This is not the name of a release.';
  return undefined;
}
