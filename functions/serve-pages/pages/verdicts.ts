import type { ServerResponse } from 'node:http';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import { verdictsAwaited } from '#products/rehearsal/app/show-verdicts.ts';
import { verdictsPage } from '#products/rehearsal/pages/verdicts/page.ts';
import type { PageDependencies } from '../dependencies.ts';
import { here, offersFor } from '../offers.ts';
import type { Page } from '../page.ts';
import type { PageSender } from '../sending.ts';

export const verdicts: Page = {
  guarded: { paths: ['/verdicts'], permission: 'requests.decide', on: () => ({ anywhere: true }) },
  navigation: { label: 'Verdicts', group: 'requests', place: 4 },
  serve: showVerdicts,
};

async function showVerdicts(
  dependencies: PageDependencies,
  send: PageSender,
  url: URL,
  response: ServerResponse,
  viewer?: Principal,
): Promise<void> {
  const { system, timeZone } = dependencies;
  if (viewer === undefined) throw new Error('nobody is asked for a verdict');
  const approve = offersFor(dependencies, viewer, here(url))('requests_answer');
  const when = { now: await system.store.now(), timeZone };
  send(response, 200, verdictsPage({ ...(await verdictsAwaited(system, viewer)), person: viewer.id, rules: system.rules, approve, when }));
}
