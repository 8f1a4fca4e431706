import type { IncomingMessage } from 'node:http';

/** What a browser says of where a request comes from; programs say nothing of it. */
type Said = Pick<IncomingMessage, 'method' | 'headers'>;

const LOOKING = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * X6: whether a page that is not ours lets a browser change something here. `Sec-Fetch-Site` is the browser's own word and no page can
 * forge it; browsers without it, and every browser on plain http elsewhere than at home, say `Origin`. Programs send neither, and prove themselves.
 *
 * `origins`: ours, such as `https://rehearsal.example.org`.
 */
export function isForeignPost({ method, headers }: Said, origins: ReadonlySet<string>): boolean {
  if (LOOKING.has(method ?? '')) return false;
  const { origin } = headers;
  const site = headers['sec-fetch-site'];
  if (origin !== undefined && origin !== 'null' && !origins.has(origin)) return true;
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  return origin === 'null';
}

/** W3. Whether a browser was led here by a page that is not ours: what such an address says is not the reader's own word. */
export function isFromElsewhere({ headers }: Pick<Said, 'headers'>): boolean {
  const site = headers['sec-fetch-site'];
  return site === 'cross-site' || site === 'same-site';
}
