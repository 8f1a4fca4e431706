import type { ServerResponse } from 'node:http';
import { readTrace } from '#contexts/access/app/trace/read.ts';
import { tracePage } from '#contexts/access/pages/trace-page.ts';
import { isId } from '#contexts/access/ids.ts';
import { requestPath } from '#doors/opened-request.ts';
import { missingPage } from '#products/rehearsal/pages/error-page.ts';
import type { Page } from '../page.ts';
import type { PageDependencies } from '../dependencies.ts';
import type { PageSender } from '../sending.ts';
import { stepsAsked, stepsFilter } from '../steps-from.ts';

export const trace: Page = {
  guarded: { paths: ['/traces/:id'], permission: 'audit.read', stale: 'it names what was done, and nothing of what was said' },
  filter: stepsFilter,
  serve: showTrace,
};

const noTrace = missingPage('such trace, or nothing is known of it any more', ['/audit', 'Audit log']);

/** Of everything that it went through: for whoever may read all timelines. */
async function showTrace({ system, timeZone }: PageDependencies, send: PageSender, url: URL, response: ServerResponse): Promise<void> {
  const traceId = url.pathname.split('/')[2] ?? '';
  if (!/^[0-9a-f]{32}$/.test(traceId)) return send(response, 404, noTrace);
  const [seen, now] = await Promise.all([readTrace(system.store, traceId), system.store.now()]);
  // A trace begins with a command; what nobody knows has none.
  if (seen.commands.length === 0 && seen.effects.length === 0) return send(response, 404, noTrace);
  send(
    response,
    200,
    tracePage({
      traceId,
      seen,
      from: stepsAsked(url).from,
      when: { now, timeZone },
      url: (from) => `/traces/${traceId}?from=${from}`,
      subjectUrl: ({ kind, id }) => (kind === 'request' && isId('request', id) ? `${requestPath}${id}/trace` : undefined),
      back: ['/audit', 'Audit log'],
    }),
  );
}
