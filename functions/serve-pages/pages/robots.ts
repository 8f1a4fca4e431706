import { sendAnswer } from '#doors/problem-json.ts';
import type { Page } from '../page.ts';

export const robots: Page = {
  open: ['/robots.txt'],
  serve: (_tools, _send, _url, response) =>
    sendAnswer(response, {
      status: 200,
      headers: { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' },
      body: 'User-agent: *\nDisallow: /\n',
    }),
};
