import type { ServerResponse } from 'node:http';
import { readTraces } from '#contexts/access/app/trace/read.ts';
import { tracePage, type TraceView } from '#contexts/access/pages/trace-page.ts';
import { isId } from '#contexts/access/ids.ts';
import { requestAt, requestPath } from '#doors/opened-request.ts';
import type { TimelineDocument } from '#products/rehearsal/stored/document-types.ts';
import { missingPage } from '#products/rehearsal/pages/error-page.ts';
import type { Page } from '../page.ts';
import type { PageDependencies } from '../dependencies.ts';
import type { PageSender } from '../sending.ts';
import { stepsAsked, stepsFilter } from '../steps-from.ts';

export const requestTrace: Page = {
  guarded: { paths: ['/requests/:name/trace'], permission: 'requests.read', on: requestAt },
  filter: stepsFilter,
  serve: showRequestTrace,
};

/** Commands of a request whose traces are looked for. */
const MOST_COMMANDS = 300;

/** Traces that are read together. */
const MOST_TRACES = 20;

/** X8. Of a request all that came of it, over all its traces, as one waterfall; or one of them. */
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
  const { from, trace } = stepsAsked(url);
  const asked = trace ?? (others.size === 1 ? others.keys().next().value : undefined);
  if (asked !== undefined && !others.has(asked))
    return send(response, 404, missingPage('such request, or it has no such trace', ['/board', 'The board']));
  const of = { kind: 'request', id };
  const read = asked === undefined ? [...others.keys()] : [asked];
  const [seen, now] = await Promise.all([readTraces(system.store, read, MOST_TRACES, of), system.store.now()]);
  send(
    response,
    200,
    tracePage({
      traceId: asked ?? (others.size === 0 ? 'none: it was made before traces were kept' : undefined),
      seen,
      from,
      others: [...others.values()],
      when: { now, timeZone },
      url: (from) => `${path}?${asked === undefined ? '' : `trace=${asked}&`}from=${from}`,
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
