import type { ServerResponse } from 'node:http';
import { readReport } from '#products/rehearsal/app/calendar/read-report.ts';
import { readOutcomes } from '#products/rehearsal/app/calendar/read-outcomes.ts';
import { inSight } from '#contexts/access/app/in-sight.ts';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import type { System } from '#products/rehearsal/app/system.ts';
import { isId } from '#contexts/access/ids.ts';
import type { PageSender } from '../sending.ts';
import { decoded } from '#doors/target.ts';
import { missingPage } from '#products/rehearsal/pages/error-page.ts';
import { releasePage } from '#contexts/calendar/pages/release-page.ts';
import { deferPath } from '../defer-path.ts';
import { requestPath } from '#doors/opened-request.ts';
import { numberFilter, type Filter } from '#html/filter/field.ts';
import { readFilter } from '#html/filter/read.ts';
import type { Page } from '../page.ts';

const fields = { version: numberFilter('Version', 1, 9_999), part: numberFilter('Part', 1, 9_999) };
const filter: Filter<typeof fields> = { title: 'Release', noun: 'This page', label: 'Report', button: 'Show', fields };

export const releases: Page = { open: ['/releases/*'], filter, serve: showRelease };

const releasesPath = '/releases/';

interface ReleaseDependencies {
  system: System;
  timeZone: string;
}

/** C5. `/releases/<name>`: the newest report; `?version=1&part=2` for what else there is. */
async function showRelease(
  dependencies: ReleaseDependencies,
  send: PageSender,
  url: URL,
  response: ServerResponse,
  viewer?: Principal,
): Promise<void> {
  const { system, timeZone } = dependencies;
  const name = nameIn(url.pathname);
  const { version, part = 1 } = readFilter(filter, url.searchParams).values;
  const found = name === undefined ? undefined : await readReport(system, name, version, part - 1);
  if (name === undefined || found === undefined) return send(response, 404, missingPage('such release', ['/releases', 'All releases']));
  const requestUrl = (id: string): string => `${requestPath}${id}`;
  const outcomes = found.report === undefined ? {} : await readOutcomes(system, name, found.report.lines);
  const when = { now: await system.store.now(), timeZone };
  const content = releasePage({ name, ...found, ...outcomes, when, requestUrl, deferUrl: deferUrlFor(viewer, url) });
  send(response, 200, content);
}

/** C5. For whoever looks after releases. */
function deferUrlFor(viewer: Principal | undefined, { pathname }: URL): ((id: string) => string) | undefined {
  if (viewer === undefined || !inSight(viewer, 'releases.change')({})) return undefined;
  return (id) => deferPath(id, pathname);
}

function nameIn(path: string): string | undefined {
  const name = decoded(path.slice(releasesPath.length));
  return name !== undefined && isId('release', name) ? name : undefined;
}
