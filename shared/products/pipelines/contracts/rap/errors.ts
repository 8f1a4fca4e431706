import { z } from 'zod';
import { plainIssue } from '#contexts/access/plain-issue.ts';

/** Text is no identity: programs of ours read the code, older ones the text in front of it. */
const titles = {
  validation_error: { status: 400, error: 'Validation error' },
  jobs_not_created: { status: 400, error: 'Error creating jobs' },
  inconsistent_request: { status: 400, error: 'Inconsistent request data' },
  unauthorized: { status: 401, error: 'Unauthorized' },
  not_found: { status: 404, error: 'Not found' },
  run_not_found: { status: 404, error: 'RAP not found' },
  actions_not_found: { status: 404, error: 'Jobs not found' },
  task_not_found: { status: 404, error: 'Task not found' },
  method_not_allowed: { status: 405, error: 'Method not allowed' },
} as const;

type RapErrorCode = keyof typeof titles;

/** Both texts always: without `details` a client of theirs says “unknown error” in place of the reason. */
export const rapError = z.strictObject({
  error: z.string(),
  details: z.string(),
  code: z.string(),
  rap_id: z.string().optional(),
  /** Sorted. */
  not_found: z.array(z.string()).optional(),
});
type RapError = z.infer<typeof rapError>;

export interface RapAnswer {
  status: number;
  body: object;
}

export function refusal(code: RapErrorCode, details: string, more: Pick<RapError, 'rap_id' | 'not_found'> = {}): RapAnswer {
  const { status, error } = titles[code];
  return { status, body: { error, details, code, ...more } satisfies RapError };
}

/** A backend that is not there and one that is somebody else's look alike. */
export const unknownBackend: RapAnswer = refusal('jobs_not_created', 'Unknown error');

const MOST_TOLD = 5;

/** Every problem with its place, the first few of them. */
export function invalid(error: z.ZodError): RapAnswer {
  const told = error.issues.slice(0, MOST_TOLD).map((issue) => `${placeOf(issue.path)} ${plainIssue(issue)}`);
  const more = error.issues.length - told.length;
  return refusal('validation_error', `${told.join('; ')}${more > 0 ? `; and ${more} more` : ''}`);
}

function placeOf(path: readonly PropertyKey[]): string {
  return path.length === 0 ? 'the body' : path.map(String).join('.');
}
