import type { ServerResponse } from 'node:http';
import { listTokens } from '#contexts/access/app/tokens.ts';
import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import { isId } from '#contexts/access/ids.ts';
import { tokensPage } from '#contexts/access/pages/tokens-page.ts';
import type { PageDependencies } from '../dependencies.ts';
import { here, offersChoosing } from '../offers.ts';
import type { Page } from '../page.ts';
import type { PageSender } from '../sending.ts';

export const tokens: Page = {
  guarded: { paths: ['/tokens'], permission: 'tokens.read' },
  navigation: { label: 'Tokens', group: 'people', place: 3 },
  serve: showTokens,
};

const A_PAGE = 10;

/** P1, B10. `?after=<holder>`, as the page before gave it. */
async function showTokens(
  dependencies: PageDependencies,
  send: PageSender,
  url: URL,
  response: ServerResponse,
  viewer?: Principal,
): Promise<void> {
  const { system, timeZone } = dependencies;
  const after = url.searchParams.get('after') ?? '';
  const place = isId('document', after) ? { after } : {};
  const found = await listTokens(system, { limit: A_PAGE + 1, ...place });
  const offer = await offersChoosing(dependencies, viewer, here(url));
  const view = {
    holdings: found.slice(0, A_PAGE),
    nextUrl: found.length > A_PAGE ? `/tokens?after=${found[A_PAGE - 1]?.id ?? ''}` : undefined,
    make: offer('token_make'),
    rotate: (holder: string) => offer('token_rotate', { holder }),
    revoke: (token: string) => offer('token_revoke', { token }),
    when: { now: await system.store.now(), timeZone },
  };
  send(response, 200, tokensPage(view));
}
