import type { ServerResponse } from 'node:http';
import type { Problem } from '#contexts/intake/domain/submission.ts';

/** P4. Every error answer for programs has one of these codes; clients may rely on them, so none is ever renamed. */
export const problemTypes = {
  malformed_address: { status: 400, title: 'The address cannot be read.' },
  malformed_request: { status: 400, title: 'The request cannot be read.' },
  malformed_body: { status: 400, title: 'The body cannot be read.' },
  unauthorized: { status: 401, title: 'The call does not prove who is calling.' },
  fresh_sign_in_needed: { status: 403, title: 'This needs a fresh sign-in.' },
  forbidden: { status: 403, title: 'The caller is not allowed to do this.' },
  foreign_page: { status: 403, title: 'Only our own pages may send this.' },
  not_found: { status: 404, title: 'There is nothing here.' },
  unknown_task: { status: 404, title: 'There is no such task.' },
  method_not_allowed: { status: 405, title: 'This cannot be done here.' },
  too_slow: { status: 408, title: 'The request took too long to arrive.' },
  conflict: { status: 409, title: 'This conflicts with what is already there.' },
  webhook_id_reused: { status: 409, title: 'This webhook-id was already used with another body.' },
  chunk_reused: { status: 409, title: 'This part of the output was already sent with other lines.' },
  stale_fencing: { status: 409, title: 'The task belongs to somebody else by now.' },
  gone: { status: 410, title: 'This is closed.' },
  body_too_large: { status: 413, title: 'The body is too large.' },
  unsupported_media_type: { status: 415, title: 'This type of body is not accepted here.' },
  content_encoding_refused: { status: 415, title: 'Compressed bodies are not accepted.' },
  misdirected: { status: 421, title: 'This host is not ours.' },
  invalid_submission: { status: 422, title: 'The form has problems.' },
  invalid_request: { status: 422, title: 'The request has problems.' },
  over_quota: { status: 429, title: 'Too many for now.' },
  headers_too_large: { status: 431, title: 'The headers are too large.' },
  internal_error: { status: 500, title: 'Something went wrong here.' },
  intake_closed: { status: 503, title: 'No new requests are accepted at the moment.' },
  unavailable: { status: 503, title: 'This is not available at the moment; try again.' },
} as const satisfies Record<string, { status: number; title: string }>;

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
    type: 'about:blank',
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
