import type { ServerResponse } from 'node:http';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import { listSchedules } from '#contexts/schedules/app/schedules.ts';
import { readFilter } from '#html/filter/read.ts';
import { cursorText, placeIn } from '#doors/cursors.ts';
import { scheduleRow } from '#products/rehearsal/app/operate/schedule-rows.ts';
import { schedulesFilter, schedulesPage } from '#products/rehearsal/pages/schedules/list-page.ts';
import type { PageDependencies } from '../dependencies.ts';
import { here, offersFor } from '../offers.ts';
import type { Page } from '../page.ts';
import type { PageSender } from '../sending.ts';

export const schedules: Page = {
  guarded: { paths: ['/schedules'], permission: 'schedules.read' },
  filter: schedulesFilter,
  navigation: { label: 'Schedules', group: 'backends', place: 3 },
  serve: showSchedules,
};

const A_PAGE = 50;

/** O7. `?ended=yes` for those that somebody removed. */
async function showSchedules(
  dependencies: PageDependencies,
  send: PageSender,
  url: URL,
  response: ServerResponse,
  viewer?: Principal,
): Promise<void> {
  const { system, timeZone, links } = dependencies;
  const after = placeIn(links, '/schedules', url.searchParams.get('after'));
  const ended = readFilter(schedulesFilter, url.searchParams).values.ended !== undefined;
  const paging = { open: !ended, limit: A_PAGE, ...(after === undefined ? {} : { after }) };
  const [found, now] = await Promise.all([listSchedules(system, paging), system.store.now()]);
  const last = found.at(-1);
  const next =
    last === undefined || found.length < A_PAGE ? undefined : cursorText(links, '/schedules', { value: last.changedAt, id: last.id });
  const query = new URLSearchParams(
    [...url.searchParams].filter(([name]) => name === 'ended' || (name === 'after' && after !== undefined)),
  );
  const add = offersFor(dependencies, viewer, here(url))('schedule_add');
  send(
    response,
    200,
    schedulesPage({ rows: found.map(({ state }) => scheduleRow(state)), next, query, ended, add, when: { now, timeZone } }),
  );
}
