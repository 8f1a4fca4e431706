import { RequestError } from '@octokit/request-error';
import { MINUTE, type Duration } from '#kernel/time.ts';
import { CodeHostUnavailable } from '#contexts/gates/ports/code-host.ts';

type Headers = Readonly<Record<string, string | number | undefined>>;

/** GitHub asks for at least a minute when it names no time itself. https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api */
const SECONDARY: Duration = MINUTE;

/** Status of an answer that was one; undefined when none came. */
export function statusOf(error: unknown): number | undefined {
  return error instanceof RequestError && error.response !== undefined ? error.status : undefined;
}

/** Whatever kept GitHub from answering, with the time it named. The message is for logs: no address, no token. */
export function unavailable(error: unknown, what: string): CodeHostUnavailable {
  if (!(error instanceof RequestError) || error.response === undefined) {
    return new CodeHostUnavailable(`GitHub did not answer ${what}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  const { status } = error;
  const retryAfter =
    status === 403 || status === 429 || status === 503 ? namedTime(error.response.headers, error.message, status) : undefined;
  const why = retryAfter !== undefined ? 'wants us to wait' : status === 401 || status === 403 ? 'refuses our token' : 'refused';
  return new CodeHostUnavailable(`GitHub ${why} (${status}) at ${what}: ${error.message.slice(0, 200)}`, { cause: error, retryAfter });
}

/** By the answer's own clock where it says what time it is. */
function namedTime(headers: Headers, message: string, status: number): Duration | undefined {
  const seconds = Number(headers['retry-after']);
  if (headers['retry-after'] !== undefined && seconds >= 0) return seconds * 1000;
  const reset = Number(headers['x-ratelimit-reset']) * 1000;
  if (String(headers['x-ratelimit-remaining']) === '0' && reset > 0) {
    const now = Date.parse(String(headers['date'] ?? ''));
    return Math.max(1000, reset - (Number.isNaN(now) ? Date.now() : now));
  }
  return status === 429 || /rate limit/i.test(message) ? SECONDARY : undefined;
}
