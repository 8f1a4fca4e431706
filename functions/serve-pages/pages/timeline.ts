import type { ServerResponse } from 'node:http';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import { isShownWhole } from '#products/rehearsal/app/as-shown.ts';
import { checkTimeline, wholeTimeline } from '#products/rehearsal/app/timeline-chain.ts';
import { sendAnswer } from '#doors/problem-json.ts';
import type { PageSender } from '../sending.ts';
import { errorPage } from '#products/rehearsal/pages/error-page.ts';
import { timelineCsv, timelineJson } from '#products/rehearsal/pages/timeline-export.ts';
import { openedByPath, requestAt } from '#doors/opened-request.ts';
import type { Page } from '../page.ts';
import type { PageDependencies } from '../dependencies.ts';

export const timeline: Page = {
  open: ['/status/:name/timeline.json', '/status/:name/timeline.csv'],
  guarded: { paths: ['/requests/:name/timeline.json', '/requests/:name/timeline.csv'], permission: 'requests.read', on: requestAt },
  serve: exportTimeline,
};

/** Z4: the timeline for whoever may see the request's page, as `<page>/timeline.json` or `.csv`. */
async function exportTimeline(
  dependencies: PageDependencies,
  send: PageSender,
  url: URL,
  response: ServerResponse,
  viewer?: Principal,
): Promise<void> {
  const { system, timeZone } = dependencies;
  const kind = url.pathname.split('/timeline.')[1];
  const id = openedByPath(dependencies, viewer, url.pathname)?.id;
  const found = id === undefined ? undefined : await system.store.get({ collection: 'requests', id });
  // I16: its hashes are of words that nobody may see.
  if (id === undefined || found === undefined || !isShownWhole(found)) return send(response, 404, errorPage(404));
  const [entries, faults] = await Promise.all([wholeTimeline(system, id), checkTimeline(system, id)]);
  const telling = { state: found.state, rules: system.rules, timeZone };
  const body = kind === 'csv' ? timelineCsv(entries, telling) : timelineJson(id, entries, faults ?? [], system.hash);
  sendAnswer(response, {
    status: 200,
    headers: {
      'content-type': kind === 'csv' ? 'text/csv; charset=utf-8' : 'application/json',
      'content-disposition': `attachment; filename="timeline-${id}.${kind}"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    },
    body,
  });
}
