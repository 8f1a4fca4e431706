import type { IncomingMessage } from 'node:http';
import { isShownWhole } from '#products/rehearsal/app/as-shown.ts';
import type { FormContent } from '#products/rehearsal/pages/form-page/make-view.ts';
import { openedByName } from '#doors/opened-request.ts';
import type { LinkSigner } from '#doors/action-links.ts';
import type { OperatorKeys } from '#doors/operator-keys.ts';
import type { System } from '#products/rehearsal/app/system.ts';

interface House {
  system: Pick<System, 'store'>;
  links: Pick<LinkSigner, 'parseStatus'>;
  operators: Pick<OperatorKeys, 'whoIs'>;
}

/** A4. The request that a form says in its address that it follows: for whoever may open its page. */
export function earlierRequests(house: House): (request: IncomingMessage) => Promise<FormContent['earlier']> {
  const { store } = house.system;
  return async (request) => {
    const name = new URLSearchParams((request.url ?? '').split('?')[1]).get('from') ?? '';
    const id = name === '' ? undefined : openedByName(house, request, name)?.id;
    const document = id === undefined ? undefined : await store.get({ collection: 'requests', id });
    return document === undefined || !isShownWhole(document) ? undefined : { request: document.state, name };
  };
}
