import type { ServerResponse } from 'node:http';
import { listPeople } from '#contexts/access/app/people.ts';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import { isId } from '#contexts/access/ids.ts';
import { peoplePage } from '#contexts/access/pages/people-page.ts';
import type { PageDependencies } from '../dependencies.ts';
import { here, offersFor } from '../offers.ts';
import type { Page } from '../page.ts';
import type { PageSender } from '../sending.ts';

export const people: Page = {
  guarded: { paths: ['/people'], permission: 'people.read' },
  navigation: { label: 'People', group: 'people', place: 1 },
  serve: showPeople,
};

const A_PAGE = 50;

/** W4, W8. `?after=<person>`, as the page before gave it. */
async function showPeople(
  dependencies: PageDependencies,
  send: PageSender,
  url: URL,
  response: ServerResponse,
  viewer?: Principal,
): Promise<void> {
  const after = url.searchParams.get('after') ?? '';
  const { people: found, next } = await listPeople(dependencies.system, { limit: A_PAGE, after: isId('slug', after) ? after : undefined });
  const invite = offersFor(dependencies, viewer, here(url))('person_invite');
  send(response, 200, peoplePage({ people: found, nextUrl: next === undefined ? undefined : `/people?after=${next}`, invite }));
}
