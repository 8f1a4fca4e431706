import type { ServerResponse } from 'node:http';
import { readTrace } from '#contexts/access/app/trace/read.ts';
import { tracePage, type TraceView } from '#contexts/access/pages/trace-page.ts';
import { isId } from '#contexts/access/ids.ts';
import { requestAt, requestPath } from '#doors/opened-request.ts';
import type { TimelineDocument } from '#products/rehearsal/stored/document-types.ts';
import { missingPage } from '#products/rehearsal/pages/error-page.ts';
import type { Page } from '../page.ts';
import type { PageDependencies } from '../dependencies.ts';
import type { PageSender } from '../sending.ts';
import { stepsFrom } from '../steps-from.ts';

export const requestTrace: Page = {
  guarded: { paths: ['/requests/:name/trace'], permission: 'requests.read', on: requestAt },
  serve: showRequestTrace,
};

/** Commands of a request whose traces are looked for. */
const MOST_COMMANDS = 300;

/** X8. Of a request what came of it alone, in the first of its traces or in the one that is asked for. */
async function showRequestTrace(
  { system, timeZone }: PageDependencies,
  send: PageSender,
  url: URL,
  response: ServerResponse,
): Promise<void> {
  const id = url.pathname.split('/')[2] ?? '';
  const path = `${requestPath}${id}/trace`;
  if (!isId('request', id)) return send(response, 404, missingPage('such request, or it has no such trace', ['/board', 'The board']));
  const timeline = await system.store.query({ index: 'timelineInOrder', parent: id, equal: {}, limit: MOST_COMMANDS });
  if (timeline.length === 0) return send(response, 404, missingPage('such request, or it has no such trace', ['/board', 'The board']));
  const others = tracesIn(
    timeline.map(({ document }) => document),
    path,
  );
  const asked = url.searchParams.get('trace') ?? others.keys().next().value ?? '';
  if (others.size > 0 && !others.has(asked))
    return send(response, 404, missingPage('such request, or it has no such trace', ['/board', 'The board']));
  const of = { kind: 'request', id };
  const [seen, now] = await Promise.all([readTrace(system.store, asked, of), system.store.now()]);
  send(
    response,
    200,
    tracePage({
      traceId: asked === '' ? 'none: it was made before traces were kept' : asked,
      seen,
      from: stepsFrom(url),
      others: [...others.values()],
      when: { now, timeZone },
      url: (from) => `${path}?trace=${asked}&from=${from}`,
      subjectUrl: () => undefined,
      back: [`${requestPath}${id}`, `Request ${id}`],
    }),
  );
}

type Others = NonNullable<TraceView['others']>;
type Entry = Pick<TimelineDocument, 'traceId' | 'at' | 'command'>;

/** Each by the command that it begins with here. */
function tracesIn(timeline: readonly Entry[], path: string): Map<string, Others[number]> {
  const found = new Map<string, Others[number]>();
  for (const { traceId, at, command } of timeline)
    if (traceId !== undefined && !found.has(traceId)) found.set(traceId, { traceId, at, command, url: `${path}?trace=${traceId}` });
  return found;
}
