import type { ServerResponse } from 'node:http';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import { findOutput } from '#products/rehearsal/app/find-run.ts';
import { eachChunk } from '#contexts/operations/app/read-output.ts';
import { drained } from '#doors/drained.ts';
import { handedOut } from '#contexts/operations/app/output-digests.ts';
import { isId } from '#contexts/access/ids.ts';
import type { PageSender } from '../sending.ts';
import { errorPage } from '#products/rehearsal/pages/error-page.ts';
import { openedByPath, requestAt } from '#doors/opened-request.ts';
import type { Page } from '../page.ts';
import type { PageDependencies } from '../dependencies.ts';

export const runOutput: Page = {
  open: ['/status/:name/runs/*'],
  guarded: { paths: ['/requests/:name/runs/*'], permission: 'outputs.read', on: requestAt },
  readsAll: () => true,
  serve: showRunOutput,
};

/** R9, R12: all that a run wrote, or a step of the newest deployment, behind the request's own page: `<page>/runs/<run>/stdout.txt` or `stderr.txt`, addresses masked. */
async function showRunOutput(
  dependencies: PageDependencies,
  send: PageSender,
  url: URL,
  response: ServerResponse,
  viewer?: Principal,
): Promise<void> {
  const { system, outputs } = dependencies;
  const [, runId = '', stream] = /^\/[a-z]+\/[^/]+\/runs\/([^/]+)\/(stdout|stderr)\.txt$/.exec(url.pathname) ?? [];
  const id = isId('run', runId) ? openedByPath(dependencies, viewer, url.pathname)?.id : undefined;
  const document = id === undefined ? undefined : await system.store.get({ collection: 'requests', id });
  const chunks = document === undefined ? undefined : findOutput(document.state, runId);
  if (chunks === undefined || (stream !== 'stdout' && stream !== 'stderr')) return send(response, 404, errorPage(404));
  // Without a length: nobody knows it before the last chunk is read. What follows is written as fast as it is taken.
  response.writeHead(200, headers);
  if (response.req.method === 'HEAD') return void response.end();
  const { missing, cut } = await eachChunk(outputs, { runId, stream, chunks: chunks[stream] }, system.rules.output, async (lines) => {
    if (response.destroyed) throw new Error('the reader has gone');
    if (!response.write(handedOut(lines))) await drained(response);
  });
  if (missing.length > 0) response.write(`[parts of this output are missing: ${missing.join(', ')}]\n`);
  if (cut) response.write('[more is not shown]\n');
  response.end();
}

const headers = {
  'content-type': 'text/plain; charset=utf-8',
  'content-security-policy': "default-src 'none'; sandbox",
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};
