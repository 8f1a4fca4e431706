import { append } from '#kernel/lists.ts';
import { request as octokitRequest } from '@octokit/request';
import type { z } from 'zod';
import type { Duration } from '#kernel/time.ts';
import { CodeHostUnavailable } from '#contexts/gates/ports/code-host.ts';
import { statusOf, unavailable } from './github-trouble.ts';

export interface GitHubOptions {
  /** Gives a token for each call: a personal one, or that of an App's installation, which the giver renews. */
  token: () => Promise<string>;
  /** `https://api.github.com` unless given: an Enterprise server's, or a stand-in's. */
  baseUrl?: string | undefined;
  /** Until an unanswered call is given up. */
  patience?: Duration | undefined;
}

export interface Answer {
  status: number;
  data: unknown;
  /** There is a further page. */
  more: boolean;
}

/** `mediaType`: the form in which the answer is wanted; it goes into the header. */
type Parameters = Readonly<Record<string, string | number | { format: string }>>;

/** GitHub's REST API. Names in braces of the route are filled in, encoded; a call may be carried out and its answer lost. */
export interface GitHub {
  /** Statuses in `said` are answers too; any other trouble is CodeHostUnavailable. */
  ask(route: string, parameters: Parameters, ...said: number[]): Promise<Answer>;
  /** What is there; undefined for 404. */
  read<T>(route: string, parameters: Parameters, shape: z.ZodType<T>): Promise<T | undefined>;
  /** All pages, or CodeHostUnavailable when there are too many; undefined for 404, and for other statuses in `said`. */
  readAll<T, E>(
    route: string,
    parameters: Parameters,
    shape: z.ZodType<T>,
    entries: (page: T) => E[],
    ...said: number[]
  ): Promise<E[] | undefined>;
}

const PATIENCE: Duration = 20_000;
const PER_PAGE = 100;
const MOST_PAGES = 100;

export function connectGitHub({ token, baseUrl, patience = PATIENCE }: GitHubOptions): GitHub {
  const request = octokitRequest.defaults({
    ...(baseUrl === undefined ? {} : { baseUrl }),
    headers: { 'user-agent': 'rehearsal', 'x-github-api-version': '2022-11-28' },
  });
  const github: GitHub = {
    async ask(route, parameters, ...said) {
      try {
        const authorization = `Bearer ${await token()}`;
        const signal = AbortSignal.timeout(patience);
        const answer = await request(route, { headers: { authorization }, request: { signal }, ...parameters });
        const data: unknown = answer.data;
        return { status: answer.status, data, more: answer.headers.link?.includes('rel="next"') === true };
      } catch (error) {
        const status = statusOf(error);
        // GitHub says 403 to those who ask too often as well.
        if (status !== undefined && said.includes(status) && unavailable(error, route).retryAfter === undefined)
          return { status, data: { message: error instanceof Error ? error.message : '' }, more: false };
        throw unavailable(error, route);
      }
    },
    async read(route, parameters, shape) {
      const { status, data } = await github.ask(route, parameters, 404);
      return status === 404 ? undefined : parsed(shape, data, route);
    },
    async readAll(route, parameters, shape, entries, ...said) {
      const found: ReturnType<typeof entries> = [];
      for (let page = 1; page <= MOST_PAGES; page += 1) {
        const { status, data, more } = await github.ask(route, { ...parameters, per_page: PER_PAGE, page }, 404, ...said);
        if (status !== 200) return undefined;
        append(found, entries(parsed(shape, data, route)));
        if (!more) return found;
      }
      throw new CodeHostUnavailable(`GitHub has more than ${MOST_PAGES} pages at ${route}`);
    },
  };
  return github;
}

export function parsed<T>(shape: z.ZodType<T>, data: unknown, route: string): T {
  const result = shape.safeParse(data);
  if (result.success) return result.data;
  throw new CodeHostUnavailable(`GitHub answered ${route} in a form that we do not know: ${result.error.issues[0]?.path.join('.') ?? ''}`);
}
