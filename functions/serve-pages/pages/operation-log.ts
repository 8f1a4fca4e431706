import type { ServerResponse } from 'node:http';
import { isId } from '#contexts/access/ids.ts';
import { findOperation } from '#contexts/operations/app/listing/find.ts';
import type { Listing } from '#contexts/operations/domain/listing/listing.ts';
import { logsOf, type Logs } from '#contexts/operations/app/log/logs.ts';
import { handedOut } from '#contexts/operations/app/output-digests.ts';
import { LOG_WINDOW, logPage, type LogView } from '#contexts/operations/pages/log/log-page.ts';
import { redirectTo } from '#doors/send-page.ts';
import { sendJson } from '#doors/problem-json.ts';
import { decoded } from '#doors/target.ts';
import { listingSources } from '#products/rehearsal/app/operate/operations.ts';
import { missingPage } from '#products/rehearsal/pages/error-page.ts';
import type { PageDependencies } from '../dependencies.ts';
import { newLinesOf } from '../new-lines.ts';
import type { Page } from '../page.ts';
import type { PageSender } from '../sending.ts';
import { drained } from '#doors/drained.ts';

export const operationLog: Page = {
  guarded: {
    paths: ['/operations/:id/log'],
    permission: 'outputs.read',
    on: (url) => ({ of: { kind: 'operation', id: idIn(url) } }),
  },
  readsAll: ({ searchParams: asked }) => asked.has('download') || (asked.get('q') ?? '') !== '',
  serve: showLog,
};

interface Asked {
  runId: string;
  stream: 'stdout' | 'stderr';
}

const OVER: ReadonlySet<string> = new Set(['done', 'failed', 'cancelled', 'lost']);

const MOST_FOUND = 200;

/**
 * W6, R17: `?stream=`; `from=`, `to=` or `at=` a line; `line=`, as it is typed, leads to `at=`; `q=`, and `hits=` from a line on; `after=` for what is new, as rows;
 * `download=1` for all of it.
 */
async function showLog(dependencies: PageDependencies, send: PageSender, url: URL, response: ServerResponse): Promise<void> {
  const { system, outputs } = dependencies;
  const { searchParams: asked } = url;
  const id = idIn(url);
  const name: Asked = { runId: id, stream: asked.get('stream') === 'stderr' ? 'stderr' : 'stdout' };
  const after = numberIn(asked, 'after');
  if (after !== undefined && (await sendNew(dependencies, name, after, response))) return;
  const listing = await listingOf(system, id);
  if (listing === undefined) return send(response, 404, missingPage('such operation', ['/operations', 'All operations']));
  const logs = logsOf(outputs);
  if (asked.has('download')) return download(logs, name, response);
  const line = numberIn(asked, 'line');
  if (line !== undefined) return redirectTo(response, await addressOf(logs, name, line, url));
  const isRunning = !OVER.has(listing.state);
  const back = [`/operations/${encodeURIComponent(id)}`, listing.name] as const;
  send(response, 200, logPage({ back, name: listing.name, stream: name.stream, isRunning, ...(await shown(logs, name, asked)) }));
}

/** What came behind a line, as all who follow are told. */
async function sendNew({ system, outputs }: PageDependencies, name: Asked, after: number, response: ServerResponse): Promise<boolean> {
  const told = await newLinesOf(outputs).behind(name, after, async () => {
    const listing = await listingOf(system, name.runId);
    return listing && !OVER.has(listing.state);
  });
  if (told === undefined) return false;
  sendJson(response, 200, told);
  return true;
}

async function listingOf(system: PageDependencies['system'], id: string): Promise<Listing | undefined> {
  return isId('run', id) ? findOperation(listingSources(system), id) : undefined;
}

/** Where a line is, with the place on the page that marks it; behind the last there is none. */
async function addressOf(logs: Logs, name: Asked, line: number, { pathname, searchParams }: URL): Promise<string> {
  const { total } = await logs.window(name, { count: 1 });
  const at = Math.max(1, Math.min(line, total));
  const text = searchParams.get('q') ?? '';
  return `${pathname}?stream=${name.stream}${text === '' ? '' : `&q=${encodeURIComponent(text)}`}&at=${at}#L${at}`;
}

async function shown(logs: Logs, name: Asked, asked: URLSearchParams): Promise<Pick<LogView, 'window' | 'about' | 'search'>> {
  const [from, to, at] = [numberIn(asked, 'from'), numberIn(asked, 'to'), numberIn(asked, 'at')];
  const first =
    at === undefined ? (from ?? (to === undefined ? undefined : Math.max(1, to - LOG_WINDOW + 1))) : Math.max(1, at - LOG_WINDOW / 2);
  const count = to === undefined || first === undefined ? LOG_WINDOW : Math.max(1, Math.min(LOG_WINDOW, to - first + 1));
  const window = await logs.window(name, { from: first, count });
  const about = at ?? (from === undefined ? 'last' : 'first');
  const text = (asked.get('q') ?? '').slice(0, 200);
  if (text === '') return { window, about };
  const hits = numberIn(asked, 'hits') ?? 1;
  return { window, about, search: { text, ...(await logs.search(name, { text, from: hits, most: MOST_FOUND })) } };
}

/** As fast as it is taken, in memory that does not grow with it. */
async function download(logs: Logs, name: Asked, response: ServerResponse): Promise<void> {
  response.writeHead(200, {
    'content-type': 'text/plain; charset=utf-8',
    'content-security-policy': "default-src 'none'; sandbox",
    'content-disposition': `attachment; filename="${name.runId.replaceAll(/[^\w.-]/g, '_')}-${name.stream}.txt"`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  });
  for (let from = 1; !response.destroyed;) {
    const { lines } = await logs.window(name, { from, count: LOG_WINDOW });
    if (lines.length === 0) break;
    if (!response.write(handedOut(lines))) await drained(response);
    from += lines.length;
  }
  response.end();
}

function numberIn(asked: URLSearchParams, name: string): number | undefined {
  const text = asked.get(name) ?? '';
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

function idIn({ pathname }: URL): string {
  return decoded(pathname.split('/')[2] ?? '') ?? '';
}
