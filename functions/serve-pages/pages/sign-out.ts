import { redirectTo } from '#doors/send-page.ts';
import type { Page } from '../page.ts';

export const signOut: Page = {
  open: ['/sign-out'],
  methods: ['POST'],
  serve: ({ operators }, _send, _url, response) => redirectTo(response, '/', { 'set-cookie': operators.noCookie }),
};
