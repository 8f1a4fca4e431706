import { redirectTo } from '#doors/send-page.ts';
import { noRolePage } from '#contexts/access/pages/no-role-page.ts';
import type { Page } from '../page.ts';

/** W3, W6: whoever has signed in is led to the first page that is theirs, with what is told of what they did last; who is nobody yet, to what is open to all. */
export const start: Page = {
  open: ['/start'],
  serve({ firstPageOf }, send, { search }, response, viewer) {
    const first = viewer === undefined ? '/' : firstPageOf(viewer);
    if (first === undefined) send(response, 200, noRolePage());
    else redirectTo(response, `${first}${search}`);
  },
};
