import type { IncomingMessage } from 'node:http';
import { problemAnswer, problemTypes, type Answer, type ProblemCode, type ProblemDetails } from './problem-json.ts';
import { pageHeaders } from './send-page.ts';

/** Whether a person in a browser reads the answer, not a program. */
export function wantsPage({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  return headers.authorization === undefined && /(?:^|[\s,])text\/html\b/.test(headers.accept ?? '');
}

/** How a door words what it refuses before its handler is asked, and what its handler threw. */
export type RefusalMaker = (request: Pick<IncomingMessage, 'headers' | 'url'>, code: ProblemCode) => Answer;

/** How a page about an error is made; in the installation's own dress where that is known. */
export type ErrorPageMaker = (status: number, title: string) => { html: string; styles?: readonly string[] };

/** P4: the same code for both; `application/problem+json` for programs, a page for people. */
export function errorAnswer(
  request: Pick<IncomingMessage, 'headers'>,
  code: ProblemCode,
  details: ProblemDetails = {},
  page: ErrorPageMaker = barePage,
): Answer {
  const problem = problemAnswer(code, details);
  if (!wantsPage(request)) return problem;
  const { status, title } = problemTypes[code];
  const { html, styles = [] } = page(status, title);
  return { status, headers: { ...problem.headers, ...pageHeaders({ styles }) }, body: html };
}

const nextSteps: Readonly<Record<number, string>> = {
  413: 'It is larger than 256 KiB, and nothing of it was stored. Go back with your browser: what you typed is still there. Shorten it, and send it again.',
  500: 'It is not your fault, and the error was logged. Try again in a moment.',
};

/** Where nothing is known but the answer itself. The titles are ours, so nothing is escaped. */
const barePage: ErrorPageMaker = (status, title) => ({
  html: `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title></head>
<body><main><h1>${title}</h1><p>${nextSteps[status] ?? 'Check the address and try again.'}</p></main></body>
</html>
`,
});
