import { z } from 'zod';
import { plain } from '../print.ts';
import type { Said } from '../said.ts';
import type { Answered } from './send.ts';

/** RFC 9457, as far as it is told. */
const problem = z.object({
  title: z.string(),
  detail: z.string().optional(),
  problems: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});

/** In words, and for programs as it came. */
export function refusedSaid({ status, body, retryAfter }: Answered, json: boolean): Said {
  const read = problem.safeParse(body);
  const wait = retryAfter === undefined ? [] : [`try again in ${retryAfter} s`];
  const lines = read.success ? [read.data.detail ?? read.data.title, ...(read.data.problems ?? []).map(told)] : [`answered ${status}`];
  const out = json && body !== undefined ? `${JSON.stringify(body, null, 2)}\n` : '';
  return { code: codeOf(status), out, err: `${[...lines, ...wait].map((line) => plain(line)).join('\n')}\n` };
}

function told({ path, message }: { path: string; message: string }): string {
  return path === '' ? `  ${message}` : `  ${path}: ${message}`;
}

function codeOf(status: number): Said['code'] {
  if (status === 401) return 4;
  if (status === 400 || status === 422) return 2;
  return status >= 500 || status === 429 ? 3 : 1;
}
