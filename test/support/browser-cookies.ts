import type { BrowserContext } from 'playwright-core';

/** `text`: of a session, as its cookie has it. */
export async function signInWith(context: BrowserContext, origin: string, text: string): Promise<void> {
  await context.addCookies([{ name: '__session', value: text, url: origin, httpOnly: true, sameSite: 'Lax' }]);
}
