import type { ServerResponse } from 'node:http';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import { requestPath } from '#doors/opened-request.ts';
import { cursorText, placeIn } from '#doors/cursors.ts';
import { readDeadLetters } from '#products/rehearsal/app/read-dead-letters.ts';
import { deadLettersPage } from '#products/rehearsal/pages/dead-letters-page.ts';
import type { PageDependencies } from '../dependencies.ts';
import { here, offersFor } from '../offers.ts';
import type { Page } from '../page.ts';
import type { PageSender } from '../sending.ts';

export const deadLetters: Page = {
  guarded: { paths: ['/dead-letters'], permission: 'dead_letters.read' },
  navigation: { label: 'Dead letters', group: 'installation', place: 1 },
  serve: showDeadLetters,
};

const A_PAGE = 10;

async function showDeadLetters(
  dependencies: PageDependencies,
  send: PageSender,
  url: URL,
  response: ServerResponse,
  viewer?: Principal,
): Promise<void> {
  const { system, timeZone, links } = dependencies;
  const offer = offersFor(dependencies, viewer, here(url));
  const after = placeIn(links, '/dead-letters', url.searchParams.get('after'));
  const [found, now] = await Promise.all([readDeadLetters(system, after, A_PAGE), system.store.now()]);
  send(
    response,
    200,
    deadLettersPage({
      ...found,
      next: cursorText(links, '/dead-letters', found.next),
      query: url.searchParams,
      when: { now, timeZone },
      replay: (key) => offer('dead_replay', { key }),
      dismiss: (key) => offer('dead_dismiss', { key }),
      replayAll: offer('dead_replay_all'),
      requestUrl: (id) => `${requestPath}${id}`,
    }),
  );
}
