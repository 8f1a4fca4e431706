/** What a failed call means for the sheet. */
export type Failure =
  /** Not done, and the same again would not be either: another reading may help. */
  | { kind: 'refused'; error: unknown }
  /** Not done, and to be tried later: in `wait` ms, when the service said so. */
  | { kind: 'busy'; error: unknown; wait: number | undefined }
  /** Perhaps done. */
  | { kind: 'unknown'; error: unknown; wait: number | undefined }
  /** A person has to see to it. */
  | { kind: 'denied'; error: unknown; status: number };

/** `now` in Unix milliseconds, for a Retry-After that is a date. */
export function failureOf(error: unknown, now: number): Failure {
  const { status, response } = fieldsOf(error);
  const wait = retryAfter(response?.headers, now);
  if (status === undefined) return { kind: 'unknown', error, wait };
  if (status === 429 || (status === 403 && /rateLimitExceeded|RATE_LIMIT_EXCEEDED/i.test(JSON.stringify(response?.data ?? '')))) {
    return { kind: 'busy', error, wait };
  }
  if (status >= 500 || status === 408) return { kind: 'unknown', error, wait };
  return status === 400 || status === 409 ? { kind: 'refused', error } : { kind: 'denied', error, status };
}

interface Fields {
  status?: number;
  response?: { headers?: { get?: (name: string) => string | null }; data?: unknown };
}

function fieldsOf(error: unknown): Fields {
  return typeof error === 'object' && error !== null ? error : {};
}

function retryAfter(headers: { get?: (name: string) => string | null } | undefined, now: number): number | undefined {
  const text = headers?.get?.('retry-after') ?? '';
  if (text.trim() === '') return undefined;
  const at = /^\d+$/.test(text.trim()) ? now + Number(text) * 1_000 : Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
