import type { ServerResponse } from 'node:http';
import { findResult } from '#application/find-run.ts';
import { isId } from '#contracts/ids.ts';
import { sendAnswer } from '#edge/problem-json.ts';
import type { PageSender } from '#edge/page-sender.ts';
import { errorPage } from '#pages/error-page.ts';
import { maskAddresses } from '#pages/text.ts';
import { openedByPath } from '#edge/opened-request.ts';
import type { PageTools } from './tools.ts';

/** R9, R12: all that a run wrote, behind the request's own page: `<page>/runs/<run>/stdout.txt` or `stderr.txt`, addresses masked. */
export async function showRunOutput(tools: PageTools, send: PageSender, url: URL, response: ServerResponse): Promise<void> {
  const { system, outputs, installation } = tools;
  const [, runId = '', stream] = /^\/[a-z]+\/[^/]+\/runs\/([^/]+)\/(stdout|stderr)\.txt$/.exec(url.pathname) ?? [];
  const id = isId('run', runId) ? openedByPath(tools, response.req, url.pathname)?.id : undefined;
  const document = id === undefined ? undefined : await system.store.get({ collection: 'requests', id });
  const result = document === undefined ? undefined : findResult(document.state, runId);
  if (result === undefined || (stream !== 'stdout' && stream !== 'stderr')) return send(response, 404, errorPage(installation, 404));
  const { lines, missing } = await outputs.readLines(runId, stream, result.chunks[stream]);
  const gaps = missing.length === 0 ? '' : `[${missing.length} parts of this output are missing]\n`;
  sendAnswer(response, {
    status: 200,
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    },
    body: `${gaps}${lines.map((line) => `${maskAddresses(line)}\n`).join('')}`,
  });
}
