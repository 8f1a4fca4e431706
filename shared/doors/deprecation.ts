import type { Route } from '#contexts/access/contracts/api/route.ts';

/** P1. Whoever calls what is to go is told (RFC 9745, RFC 8594). */
export function deprecationHeaders({ deprecated }: Pick<Route, 'deprecated'>): Record<string, string> {
  if (deprecated === undefined) return {};
  const since = Math.floor(Date.parse(`${deprecated.since}T00:00:00Z`) / 1000);
  return { deprecation: `@${since}`, sunset: new Date(`${deprecated.sunset}T00:00:00Z`).toUTCString(), link: '</api>; rel="deprecation"' };
}
