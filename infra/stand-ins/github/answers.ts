import type { RestAnswer, RestCall } from '../rest.ts';

const LIMITS = { 'x-ratelimit-limit': '5000', 'x-ratelimit-remaining': '4999', 'x-github-media-type': 'github.v3; format=json' };

/** GitHub's JSON, with the headers that every answer has. */
export function answer(status: number, body?: unknown, headers: Record<string, string> = {}): RestAnswer {
  const common = { ...LIMITS, ...headers };
  if (body === undefined) return { status, headers: common };
  return { status, body: JSON.stringify(body), headers: { 'content-type': 'application/json; charset=utf-8', ...common } };
}

/** GitHub's way of saying no. */
export function no(status: number, message: string, errors?: readonly object[]): RestAnswer {
  const more = errors === undefined ? {} : { errors };
  return answer(status, { message, ...more, documentation_url: 'https://docs.github.com/rest', status: String(status) });
}

export function notFound(): RestAnswer {
  return no(404, 'Not Found');
}

const messages: Record<number, string> = {
  401: 'Bad credentials',
  403: 'Resource not accessible by personal access token',
  429: 'API rate limit exceeded for user ID 1.',
};

/** What it says when it is told to refuse; the headers of a rate limit come with the fault. */
export function told(status: number): RestAnswer {
  return no(status, messages[status] ?? 'Server Error');
}

/** One page of a list, with the link to the next; `wrap` for lists that stand inside of something. */
export function page<T>({ url }: RestCall, all: readonly T[], wrap: (part: T[]) => unknown = (part) => part): RestAnswer {
  const size = Math.min(100, Number(url.searchParams.get('per_page') ?? 30));
  const number = Number(url.searchParams.get('page') ?? 1);
  const part = all.slice((number - 1) * size, number * size);
  if (all.length <= number * size) return answer(200, wrap(part));
  const next = new URL(url);
  next.searchParams.set('page', String(number + 1));
  return answer(200, wrap(part), { link: `<${next.href}>; rel="next"` });
}
