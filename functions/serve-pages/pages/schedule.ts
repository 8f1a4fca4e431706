import type { ServerResponse } from 'node:http';
import type { AskView } from '#contexts/access/pages/asking/ask-view.ts';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import { isId } from '#contexts/access/ids.ts';
import { readSchedule } from '#contexts/schedules/app/schedules.ts';
import { occurrenceRows, scheduleFacts } from '#products/rehearsal/app/operate/schedule-rows.ts';
import { missingPage } from '#products/rehearsal/pages/error-page.ts';
import { schedulePage } from '#products/rehearsal/pages/schedules/one-page.ts';
import type { PageDependencies } from '../dependencies.ts';
import { here, offersFor } from '../offers.ts';
import type { Page } from '../page.ts';
import type { PageSender } from '../sending.ts';

export const schedule: Page = { guarded: { paths: ['/schedules/:name'], permission: 'schedules.read' }, serve: showSchedule };

async function showSchedule(
  dependencies: PageDependencies,
  send: PageSender,
  url: URL,
  response: ServerResponse,
  viewer?: Principal,
): Promise<void> {
  const { system, timeZone } = dependencies;
  const name = url.pathname.split('/')[2] ?? '';
  const found = isId('slug', name) ? await readSchedule(system, name) : undefined;
  if (found === undefined) return send(response, 404, missingPage('such schedule', ['/schedules', 'All schedules']));
  const { state } = found;
  const offer = offersFor(dependencies, viewer, here(url));
  const isPaused = state.paused !== undefined;
  const offers: AskView[] =
    state.ended === undefined
      ? [
          offer(isPaused ? 'schedule_resume' : 'schedule_pause', { name }),
          offer('schedule_change', { name }),
          offer('schedule_remove', { name }),
        ]
      : [];
  const when = { now: await system.store.now(), timeZone };
  send(response, 200, schedulePage({ name, said: scheduleFacts(state), rows: occurrenceRows(state), offers, when }));
}
