import { homePage } from '#products/rehearsal/pages/home-page.ts';
import type { Page } from '../page.ts';

export const home: Page = {
  open: ['/'],
  serve: (_tools, send, _url, response) => send(response, 200, homePage()),
};
