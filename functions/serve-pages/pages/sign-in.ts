import type { ServerResponse } from 'node:http';
import { readBody } from '#doors/http.ts';
import type { PageSender } from '../sending.ts';
import { isHousePath, redirectTo } from '#doors/send-page.ts';
import { readTypedFields } from '#doors/typed-fields.ts';
import { errorPage } from '#products/rehearsal/pages/error-page.ts';
import { signInPage } from '#contexts/access/pages/sign-in-page.ts';
import type { Page } from '../page.ts';
import type { PageDependencies } from '../dependencies.ts';

export const signIn: Page = { open: ['/sign-in'], methods: ['POST'], serve: signInWithKey };

const MOST_BYTES = 4_096;

/** X6. With the key. */
async function signInWithKey({ operators }: PageDependencies, send: PageSender, _url: URL, response: ServerResponse): Promise<void> {
  const body = await readBody(response.req, ['application/x-www-form-urlencoded'], MOST_BYTES);
  const status = body.ok ? 200 : body.code === 'body_too_large' ? 413 : 415;
  if (!body.ok) return send(response, status, errorPage(status === 413 ? 413 : 415));
  const typed = readTypedFields(body.body);
  const to = typed.get('to') ?? '';
  const cookie = operators.cookieFor(typed.get('key')?.trim() ?? '', 'form');
  if (cookie === undefined) return send(response, 403, signInPage({ to: housePath(to), wrong: true }));
  redirectTo(response, housePath(to), { 'set-cookie': cookie });
}

function housePath(text: string): string {
  return isHousePath(text) && text.length <= 200 ? text : '/board';
}
