import { isId } from '#contexts/access/ids.ts';
import { linkPath } from '#doors/action-links.ts';
import type { LinkDoor, Looked } from './asker.ts';

/** What a link leads to, as it is now. */
export async function look({ links, askers, wrongCodes }: LinkDoor, token: string): Promise<Looked> {
  const claims = isId('link', token) ? links.parse(token) : undefined;
  const asker = claims !== undefined && Object.hasOwn(askers, claims.subject.kind) ? askers[claims.subject.kind] : undefined;
  if (claims === undefined || asker === undefined) return { dead: 'unknown' };
  return asker.look({ claims, path: `${linkPath}${token}`, wrongCodes: async () => wrongCodes(claims) });
}
