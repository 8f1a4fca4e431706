import { redirectTo } from '#doors/send-page.ts';
import type { Page } from '../page.ts';

export const requests: Page = {
  open: ['/requests'],
  serve: (_tools, _send, _url, response) => redirectTo(response, '/requests/new'),
};
