import type { ServerResponse } from 'node:http';
import { readPerson } from '#contexts/access/app/people.ts';
import type { Place } from '#contexts/access/domain/rights/place.ts';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import { isId } from '#contexts/access/ids.ts';
import { personPage } from '#contexts/access/pages/person-page.ts';
import { missingPage } from '#products/rehearsal/pages/error-page.ts';
import type { PageDependencies } from '../dependencies.ts';
import { offersChoosing, offersFor } from '../offers.ts';
import type { Page } from '../page.ts';
import type { PageSender } from '../sending.ts';

export const person: Page = {
  guarded: { paths: ['/people/:id'], permission: 'people.read' },
  serve: showPerson,
};

async function showPerson(
  dependencies: PageDependencies,
  send: PageSender,
  url: URL,
  response: ServerResponse,
  viewer?: Principal,
): Promise<void> {
  const { system, timeZone } = dependencies;
  const id = url.pathname.split('/')[2] ?? '';
  const known = isId('slug', id) ? await readPerson(system, id) : undefined;
  if (known === undefined) return send(response, 404, missingPage('such person', ['/people', 'All people']));
  const offer = await offersChoosing(dependencies, viewer, url.pathname);
  const { invited, grants = [] } = known.account;
  const isGiven = invited !== undefined || grants.length > 0;
  const remove = offersFor(dependencies, viewer, invited === undefined ? url.pathname : '/people');
  const view = {
    known,
    when: { now: await system.store.now(), timeZone },
    give: offer('person_grant', { id }),
    take: ({ role, at }: (typeof known.held)[number]) => offer('person_revoke', { id, role, ...whereOf(at === 'all' ? {} : at) }),
    ...(isGiven ? { remove: remove('person_remove', { id }) } : {}),
  };
  send(response, 200, personPage(view));
}

/** All of them are given: what is empty says nothing, and nothing is asked for. */
function whereOf({ backend = '', workspace = '', client = '' }: Place): Record<string, string> {
  return { backend, workspace, client };
}
