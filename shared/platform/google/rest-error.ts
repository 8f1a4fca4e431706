/** `code`: a name of google.rpc.Code, such as ABORTED. */
export class RestError extends Error {
  readonly code: string;
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'RestError';
    this.code = code;
  }
}

/** For answers that do not say it themselves (a front end's error page). https://cloud.google.com/apis/design/errors */
const codes: Record<number, string> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  408: 'DEADLINE_EXCEEDED',
  409: 'ABORTED',
  429: 'RESOURCE_EXHAUSTED',
  504: 'DEADLINE_EXCEEDED',
};

/** Google's error body, `{ error: { status, message } }`, alone or as the only part of a streamed answer. */
export function refusal(status: number, body: unknown): RestError {
  const error = field(Array.isArray(body) ? body[0] : body, 'error');
  const [code, message] = [field(error, 'status'), field(error, 'message')];
  const said = typeof message === 'string' ? message : `answered ${status}`;
  return new RestError(typeof code === 'string' ? code : (codes[status] ?? 'UNAVAILABLE'), said);
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(name) : undefined;
}
