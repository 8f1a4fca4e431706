import type { ServerResponse } from 'node:http';
import type { Problem } from '#contexts/intake/domain/submission.ts';

/** P4. Every error answer for programs has one of these codes; clients may rely on them, so none is ever renamed. */
export const problemTypes = {
  malformed_address: {
    status: 400,
    title: 'The address cannot be read.',
    next: 'Percent-encode the path and the query as UTF-8, without `.` and `..`.',
  },
  malformed_request: { status: 400, title: 'The request cannot be read.', next: 'Send plain HTTP/1.1 or HTTP/2.' },
  malformed_body: { status: 400, title: 'The body cannot be read.', next: 'Send JSON in UTF-8.' },
  unauthorized: {
    status: 401,
    title: 'The call does not prove who is calling.',
    next: 'Send `Authorization: Bearer <token>` with a token that is valid; make a new one where it has expired.',
  },
  fresh_sign_in_needed: { status: 403, title: 'This needs a fresh sign-in.', next: 'Sign in again, then do it once more.' },
  forbidden: {
    status: 403,
    title: 'The caller is not allowed to do this.',
    next: 'Ask those in `givenBy` for the `permission` that is named, or use a token that has it.',
  },
  foreign_page: { status: 403, title: 'Only our own pages may send this.', next: 'Call from a program, or from our own pages.' },
  not_found: {
    status: 404,
    title: 'There is nothing here.',
    next: 'Check the address and the ids in it; `detail` says what is not there.',
  },
  unknown_task: { status: 404, title: 'There is no such task.', next: 'Ask for tasks again: this one is over, or another backend’s.' },
  method_not_allowed: { status: 405, title: 'This cannot be done here.', next: 'Use one of the methods in `Allow`.' },
  too_slow: { status: 408, title: 'The request took too long to arrive.', next: 'Send it again.' },
  conflict: {
    status: 409,
    title: 'This conflicts with what is already there.',
    next: 'Read `detail`: what is there has changed, or does not allow it. Look at it again before you repeat.',
  },
  key_reused: {
    status: 409,
    title: 'This Idempotency-Key was already used for another call.',
    next: 'Use a new `Idempotency-Key` for what is not the same call.',
  },
  request_in_progress: {
    status: 409,
    title: 'The first call with this Idempotency-Key is still going on.',
    next: 'Wait as long as `Retry-After` says, then send the same call with the same key.',
  },
  webhook_id_reused: {
    status: 409,
    title: 'This webhook-id was already used with another body.',
    next: 'Use a new `webhook-id` for another body.',
  },
  chunk_reused: {
    status: 409,
    title: 'This part of the output was already sent with other lines.',
    next: 'Send each part of the output once, or the same again.',
  },
  stale_fencing: { status: 409, title: 'The task belongs to somebody else by now.', next: 'Stop this task: another agent has it now.' },
  gone: { status: 410, title: 'This is closed.', next: 'Nothing: it is over.' },
  body_too_large: { status: 413, title: 'The body is too large.', next: 'Send less: at most 256 KiB.' },
  unsupported_media_type: { status: 415, title: 'This type of body is not accepted here.', next: 'Send `Content-Type: application/json`.' },
  content_encoding_refused: { status: 415, title: 'Compressed bodies are not accepted.', next: 'Send the body as it is.' },
  misdirected: { status: 421, title: 'This host is not ours.', next: 'Use the address that the installation was set up with.' },
  invalid_submission: { status: 422, title: 'The form has problems.', next: 'Mend each of `problems`, and send the form again.' },
  invalid_request: {
    status: 422,
    title: 'The request has problems.',
    next: 'Mend each of `problems`: `path` names the field, `message` says what belongs there.',
  },
  over_quota: { status: 429, title: 'Too many for now.', next: 'Wait as long as `Retry-After` says.' },
  headers_too_large: { status: 431, title: 'The headers are too large.', next: 'Send fewer or shorter headers.' },
  internal_error: {
    status: 500,
    title: 'Something went wrong here.',
    next: 'Try again later. The error was logged; tell whoever runs the installation if it stays.',
  },
  intake_closed: { status: 503, title: 'No new requests are accepted at the moment.', next: 'Try again later: `detail` says why.' },
  unavailable: {
    status: 503,
    title: 'This is not available at the moment; try again.',
    next: 'Try again as `Retry-After` says, or in a moment. Whether a change was made is not certain: repeat it with the same `Idempotency-Key`.',
  },
} as const satisfies Record<string, { status: number; title: string; /** What the caller does then. */ next: string }>;

export type ProblemCode = keyof typeof problemTypes;

export interface ProblemDetails {
  /** One sentence about this occurrence, for people. */
  detail?: string;
  problems?: readonly Problem[];
  /** Whole seconds. */
  retryAfter?: number;
  /** Methods that are allowed, for 405. */
  allow?: readonly string[];
  /** W4. The right that is missing. */
  right?: MissingRight;
}

export interface MissingRight {
  permission: string;
  /** Nothing in it: for the whole installation. */
  place: Readonly<Record<string, string>>;
  /** Names of those who may give it. */
  givenBy: readonly string[];
}

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** RFC 9457. `unauthorized` has one constant body (I1): what was wrong is in the log, not in the answer. */
export function problemAnswer(code: ProblemCode, { detail, problems, retryAfter, allow, right }: ProblemDetails = {}): Answer {
  const { status, title } = problemTypes[code];
  const isConstant = code === 'unauthorized';
  const document = {
    type: `/api/problems#${code}`,
    title,
    status,
    code,
    ...(detail !== undefined && !isConstant ? { detail } : {}),
    ...(problems !== undefined && !isConstant ? { problems } : {}),
    ...(right !== undefined && !isConstant ? right : {}),
  };
  return {
    status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...(retryAfter === undefined ? {} : { 'retry-after': String(Math.max(1, Math.ceil(retryAfter))) }),
      ...(allow === undefined ? {} : { allow: allow.join(', ') }),
    },
    body: JSON.stringify(document),
  };
}

export function sendProblem(response: ServerResponse, code: ProblemCode, details: ProblemDetails = {}): void {
  sendAnswer(response, problemAnswer(code, details));
}

export function sendJson(response: ServerResponse, status: number, value: unknown, headers: Record<string, string> = {}): void {
  const fixed = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };
  sendAnswer(response, { status, headers: { ...fixed, ...headers }, body: JSON.stringify(value) });
}

/** With a length, so that nothing in front has to guess where it ends. */
export function sendAnswer(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, { ...headers, 'content-length': String(Buffer.byteLength(body)) }).end(body);
}
