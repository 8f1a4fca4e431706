import type { ServerResponse } from 'node:http';
import { isId } from '#contexts/access/ids.ts';
import { findOperation } from '#contexts/operations/app/listing/find.ts';
import { createLogs, type Logs } from '#contexts/operations/app/log/logs.ts';
import { handedOut } from '#contexts/operations/app/output-digests.ts';
import type { OutputStore } from '#contexts/operations/ports/output-store.ts';
import { LOG_WINDOW, logPage, type LogView } from '#contexts/operations/pages/log/log-page.ts';
import { logRows } from '#contexts/operations/pages/log/rows.ts';
import { sendJson } from '#doors/problem-json.ts';
import { decoded } from '#doors/target.ts';
import { listingSources } from '#products/rehearsal/app/operate/operations.ts';
import { missingPage } from '#products/rehearsal/pages/error-page.ts';
import type { PageDependencies } from '../dependencies.ts';
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

/** Lines of one answer to a page that follows. */
const MOST_NEW = 4_000;
const MOST_FOUND = 200;

/** W6, R17: `?stream=`, `from=` or `line=`, `q=`; `after=` for what is new, as rows; `download=1` for all of it. */
async function showLog({ system, outputs }: PageDependencies, send: PageSender, url: URL, response: ServerResponse): Promise<void> {
  const id = idIn(url);
  const listing = isId('run', id) ? await findOperation(listingSources(system), id) : undefined;
  if (listing === undefined) return send(response, 404, missingPage('such operation', ['/operations', 'All operations']));
  const logs = logsOf(outputs);
  const { searchParams: asked } = url;
  const name: Asked = { runId: id, stream: asked.get('stream') === 'stderr' ? 'stderr' : 'stdout' };
  const isRunning = !OVER.has(listing.state);
  if (asked.has('download')) return download(logs, name, response);
  const after = numberIn(asked, 'after');
  if (after !== undefined) {
    const { from, lines, total, bytes } = await logs.window(name, { from: after + 1, count: MOST_NEW });
    return sendJson(response, 200, { html: logRows(lines, from).markup, to: from + lines.length - 1, total, bytes, isRunning });
  }
  send(
    response,
    200,
    logPage({ back: backTo(listing.within), name: listing.name, stream: name.stream, isRunning, ...(await shown(logs, name, asked)) }),
  );
}

/** What it belongs to has a page. */
function backTo({ kind, id }: { kind: string; id: string }): readonly [string, string] {
  return kind === 'run' ? [`/runs/${id}`, `Run ${id}`] : [`/requests/${id}`, `Request ${id}`];
}

async function shown(logs: Logs, name: Asked, asked: URLSearchParams): Promise<Pick<LogView, 'window' | 'search'>> {
  const line = numberIn(asked, 'line');
  const from = line === undefined ? numberIn(asked, 'from') : Math.max(1, line - LOG_WINDOW / 2);
  const window = await logs.window(name, { from, count: LOG_WINDOW });
  const text = (asked.get('q') ?? '').slice(0, 200);
  if (text === '') return { window };
  return { window, search: { text, ...(await logs.search(name, { text, from: 1, most: MOST_FOUND })) } };
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

/** Where lines lie is remembered for as long as the process lives. */
const known = new WeakMap<OutputStore, Logs>();

function logsOf(outputs: OutputStore): Logs {
  const logs = known.get(outputs) ?? createLogs(outputs);
  known.set(outputs, logs);
  return logs;
}

function numberIn(asked: URLSearchParams, name: string): number | undefined {
  const text = asked.get(name) ?? '';
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

function idIn({ pathname }: URL): string {
  return decoded(pathname.split('/')[2] ?? '') ?? '';
}
