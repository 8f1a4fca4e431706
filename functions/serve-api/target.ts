export interface Target {
  path: string;
  /** Decoded, behind the base; undefined: it is not below it. */
  segments: readonly string[] | undefined;
  query: readonly (readonly [string, string])[];
}

/** The door lets no address in that cannot be decoded. One slash at the end is borne. */
export function targetOf(url: string | undefined, base: string): Target {
  const [path = '', query = ''] = (url ?? '/').split(/\?(.*)/s, 2);
  const below = path.startsWith(`${base}/`) ? path.slice(base.length + 1).replace(/\/$/, '') : undefined;
  return { path, segments: below?.split('/').map(decodeURIComponent), query: [...new URLSearchParams(query)] };
}
