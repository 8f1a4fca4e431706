import type { IncomingMessage } from 'node:http';
import { isShownWhole } from '#products/rehearsal/app/as-shown.ts';
import type { FormContent } from '#products/rehearsal/pages/form-page/make-view.ts';
import { openedByName } from '#doors/opened-request.ts';
import type { LinkSigner } from '#doors/action-links.ts';
import type { WhoIs } from '#doors/who-is.ts';
import { whoMaySee } from '#contexts/access/app/may-see.ts';
import { placeReader } from './places.ts';
import type { System } from './system.ts';

interface House {
  system: System;
  links: Pick<LinkSigner, 'parseStatus'>;
  whoIs: WhoIs;
}

/** A4. The request that a form says in its address that it follows: for whoever may open its page. */
export function earlierRequests(house: House): (request: IncomingMessage) => Promise<FormContent['earlier']> {
  const { store } = house.system;
  const placeOf = placeReader(house.system);
  return async (request) => {
    const name = new URLSearchParams((request.url ?? '').split('?')[1]).get('from') ?? '';
    if (name === '') return undefined;
    const reader = await whoMaySee({ placeOf, store }, await house.whoIs(request), { kind: 'request', id: name });
    const id = openedByName(house, reader, name)?.id;
    const document = id === undefined ? undefined : await store.get({ collection: 'requests', id });
    return document === undefined || !isShownWhole(document) ? undefined : { request: document.state, name };
  };
}
