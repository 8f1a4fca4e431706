import type { ServerResponse } from 'node:http';
import { isId } from '#contexts/access/ids.ts';
import type { PageSender } from '../sending.ts';
import { errorPage } from '#products/rehearsal/pages/error-page.ts';
import { evidencePage } from '#products/rehearsal/pages/evidence-page.ts';
import type { Page } from '../page.ts';
import type { PageDependencies } from '../dependencies.ts';

export const evidenceAbout: Page = { open: ['/evidence/:id'], serve: showAbout };

/** A8. Asks the store nothing: whether there is such a request is nobody's to learn here. */
function showAbout(_dependencies: PageDependencies, send: PageSender, url: URL, response: ServerResponse): void {
  const id = url.pathname.split('/')[2] ?? '';
  if (!isId('request', id)) return send(response, 404, errorPage(404));
  send(response, 200, evidencePage(id));
}
