import type { Duration } from '#kernel/time.ts';

/** W3. The one cookie there is: Firebase Hosting hands no other on, so whatever a browser is to carry stands in it, side by side. */
const COOKIE = '__session';

/** In no part's alphabet. */
const BETWEEN = '~';

/** A session, and what a browser that wants to sign in holds: each says itself what it is. One of a kind: looking one up costs a read. */
export function cookieParts(header: string | undefined): string[] {
  const values = (header ?? '').split(';').flatMap((pair) => {
    const text = pair.trim();
    return text.startsWith(`${COOKIE}=`) ? text.slice(COOKIE.length + 1).split(BETWEEN) : [];
  });
  const kinds = new Map<string, string>();
  for (const part of values) if (part !== '' && !kinds.has(kindOf(part))) kinds.set(kindOf(part), part);
  return [...kinds.values()];
}

function kindOf(part: string): 'session' | 'asking' | 'other' {
  return part.startsWith('s.') ? 'session' : part.startsWith('a.') ? 'asking' : 'other';
}

/** `secure`: browsers send it over https alone. */
export function cookieText(parts: readonly string[], { secure, maxAge }: { secure: boolean; maxAge: Duration }): string {
  const attributes = `Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  return `${COOKIE}=${parts.join(BETWEEN)}; ${attributes}; Max-Age=${Math.floor(maxAge / 1000)}`;
}
