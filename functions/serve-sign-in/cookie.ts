import type { IncomingMessage } from 'node:http';
import { askingText, type Asking } from '#doors/asking-browser.ts';
import { cookieParts, cookieText } from '#doors/session-cookie.ts';
import type { SignInDependencies } from './dependencies.ts';

type Baking = Pick<SignInDependencies, 'tokens' | 'rules' | 'system' | 'secure'>;

/** What the browser had, and what it asks for now beside it: whoever gives up is still signed in as before. */
export function askingCookie(
  { tokens, rules, system, secure }: Baking,
  { headers }: Pick<IncomingMessage, 'headers'>,
  asking: Asking,
): string {
  const others = cookieParts(headers.cookie).filter((part) => !part.startsWith('a.'));
  const maxAge = (others.length === 0 ? rules.link : rules.absolute) / system.timeScale;
  return cookieText([...others, askingText(tokens, asking)], { secure, maxAge });
}

/** Nothing of what was before: its value is new at each sign-in. */
export function sessionCookie({ rules, system, secure }: Baking, text: string): string {
  return cookieText([text], { secure, maxAge: rules.absolute / system.timeScale });
}

/** Ends what the browser had. */
export function noCookie({ secure }: Pick<Baking, 'secure'>): string {
  return cookieText([], { secure, maxAge: 0 });
}
