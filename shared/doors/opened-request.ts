import type { Principal } from '#contexts/access/domain/rights/principal.ts';
import type { On } from '#contexts/access/domain/rights/place.ts';
import { isId } from '#contexts/access/ids.ts';
import { statusPath, type LinkSigner } from './action-links.ts';

/** Where those who are signed in see a request: by its id, without its secret (X6). */
export const requestPath = '/requests/';

/** A request's page, and what lies under it: `/status/<secret>` for whoever has the link, `/requests/<id>` for those who are signed in. */
export interface Opened {
  id: string;
  /** The page's own path. */
  page: string;
  /** The path's last part: what forms and links of the page name the request by. */
  name: string;
}

/** W4. Where the right to see a request by its id must hold. */
export function requestAt({ pathname }: URL): On {
  return { of: { kind: 'request', id: /^\/requests\/([^/]+)/.exec(pathname)?.[1] ?? '' } };
}

type Opening = { links: Pick<LinkSigner, 'parseStatus'> };

/** By its secret link; or by its id, for whoever was asked before whether they may see it. */
export function openedByName({ links }: Opening, viewer: Principal | undefined, name: string): Opened | undefined {
  const id = isId('link', name) ? links.parseStatus(name) : undefined;
  if (id !== undefined) return { id, page: `${statusPath}${name}`, name };
  if (!isId('request', name) || viewer === undefined) return undefined;
  return { id: name, page: `${requestPath}${name}`, name };
}

/** The same, of a path under one of the two; undefined when the other one's kind of name stands there. */
export function openedByPath(opening: Opening, viewer: Principal | undefined, path: string): Opened | undefined {
  const [, kind = '', name = ''] = /^(\/status\/|\/requests\/)([^/]+)(?:\/|$)/.exec(path) ?? [];
  const opened = openedByName(opening, viewer, name);
  return opened?.page === `${kind}${name}` ? opened : undefined;
}
