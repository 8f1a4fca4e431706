import { missingPage } from '#products/rehearsal/pages/error-page.ts';
import { runbookPage, runbooksPage } from '#products/rehearsal/pages/runbooks/page.ts';
import type { Page } from '../page.ts';

/** The guide's, so that a link to one works on every installation. It says nothing of this one. */
export const runbooks: Page = {
  open: ['/runbooks', '/runbooks/:name'],
  navigation: { label: 'Runbooks', group: 'installation', place: 8 },
  serve(_tools, send, url, response) {
    const name = url.pathname.split('/')[2] ?? '';
    const page = name === '' ? runbooksPage() : runbookPage(name);
    send(response, page === undefined ? 404 : 200, page ?? missingPage('such runbook', ['/runbooks', 'All runbooks']));
  },
};
